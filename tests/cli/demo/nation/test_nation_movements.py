"""A million movements come in batches of equal columns, in order of day, the same for the same seed."""

from datetime import date

import numpy as np
import pytest

from manumit.cli.demo.nation import movement_batches
from manumit.errors import InputError
from manumit.kernel.places import find_carrier, find_country, find_port

COLUMNS = {
    "day",
    "carrier",
    "number",
    "from",
    "to",
    "direction",
    "surname",
    "given",
    "sex",
    "birth",
    "nationality",
    "document_number",
    "locator",
    "role",
}
START = date(2026, 1, 1)


def test_every_batch_has_all_columns_of_one_length_and_the_sum_is_as_asked():
    batches = list(movement_batches(25_001, START, 10, batch=10_000))
    assert [len(each["day"]) for each in batches] == [10_000, 10_000, 5_001]
    for each in batches:
        assert set(each) == COLUMNS
        assert len({len(column) for column in each.values()}) == 1


def test_days_are_in_order_and_fill_the_period():
    days = np.concatenate([each["day"] for each in movement_batches(20_000, START, 10, batch=7_000)])
    assert np.all(days[:-1] <= days[1:])
    assert sorted(set(days.tolist())) == [date(2026, 1, day) for day in range(1, 11)]


def test_the_same_seed_gives_the_same_columns_and_another_does_not():
    first, again, other = (next(movement_batches(5_000, START, 3, seed=seed)) for seed in (5, 5, 6))
    assert all(np.array_equal(first[name], again[name]) for name in COLUMNS)
    assert not np.array_equal(first["surname"], other["surname"])


def test_codes_are_those_of_the_reference_data_and_one_end_is_in_the_country():
    rows = next(movement_batches(20_000, START, 5))
    assert all(find_carrier(code) for code in set(rows["carrier"].tolist()))
    assert all(find_country(code) for code in set(rows["nationality"].tolist()))
    inland = {code for code in set(rows["to"].tolist()) if find_port(code).country == "GBR"}
    inward = rows["direction"] == "in"
    assert np.array_equal(np.isin(rows["to"], list(inland)), inward)
    assert 0.4 < inward.mean() < 0.6


def test_nobody_is_born_after_the_day_and_crew_are_adults_without_a_booking():
    rows = next(movement_batches(50_000, START, 5))
    ages = (rows["day"] - rows["birth"]).astype(int)
    assert ages.min() >= 0
    assert ages.max() < 100 * 366
    crew = rows["role"] == "FM"
    assert 0.005 < crew.mean() < 0.05
    assert ages[crew].min() >= 18 * 365
    assert set(rows["locator"][crew].tolist()) == {""}


def test_names_are_never_empty_and_fit_the_sex():
    rows = next(movement_batches(50_000, START, 5))
    assert not np.any(rows["surname"] == "")
    assert not np.any(rows["given"] == "")
    assert set(rows["sex"][rows["surname"] == "NOVAKOVA"].tolist()) == {"F"}


@pytest.mark.parametrize(("n", "days", "batch"), [(-1, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_impossible_sizes_are_refused(n: int, days: int, batch: int):
    with pytest.raises(InputError):
        next(movement_batches(n, START, days, batch=batch))
