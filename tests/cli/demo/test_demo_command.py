"""`manumit demo` from outside: what it makes, what it says, and what it refuses."""

import json
import re
import time

import pytest

from manumit.cli.demo.command import PART, TOLD
from manumit.kernel.roles import ROLES
from tests.cli.support import Installation

SECOND_START_SECONDS = 30
"""Bounds a second start on a busy machine; making the nation anew takes far longer there."""


class Nation(Installation):
    """An installation whose only settings come from the command."""

    @property
    def environment(self):
        return {name: value for name, value in super().environment.items() if not name.startswith("MANUMIT_")}

    def place(self):
        return ["--database", self.database]

    @property
    def home(self):
        return self.folder / "db.sqlite3.home"

    def demo(self, *options):
        return self.run("demo", "--no-serve", "--json", *options)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    nation = Nation(tmp_path_factory.mktemp("nation"))
    done = nation.demo("--size", "small")
    assert done.code == 0, done.err
    return nation, done


def test_the_summary_counts_what_was_made(made):
    _, done = made
    told = done.json()
    assert (told["size"], told["seed"]) == ("small", 2011)
    counts = told["counts"]
    assert counts["referrals"] >= 1_255, "1,254 that are published, the one of the story, and those that are under way"
    assert counts["carriers' messages"] > 50
    assert counts["travellers"] > 1_000
    assert counts["public reports"] == 12
    assert "movements in the lake" not in counts


def test_the_thread_is_told_in_a_dozen_lines(made):
    _, done = made
    lines = done.json()["thread"]
    assert len(lines) == 12
    assert [line.split(".")[0].strip() for line in lines] == [str(number) for number in range(1, 13)]
    assert "322 children + 932 adults = 1,254" in lines[10]
    assert "45 days" in lines[4]
    assert not done.err, "nothing but the summary where a machine reads"


def test_somebody_of_every_role_can_sign_in(made):
    _, done = made
    accounts = done.json()["accounts"]
    assert len(accounts) == len(set(ROLES) - {"person"})
    assert len(set(accounts.values())) == len(accounts)
    assert all(address.endswith("@demo.manumit.example") for address in accounts.values())


def test_the_audit_chain_of_the_nation_holds(made):
    nation, _ = made
    done = nation.run("audit", "verify", "--json")
    assert done.code == 0, done.err
    assert done.json()["entries"] > 300


def test_the_records_give_the_published_table(made):
    nation, _ = made
    code = (
        "from manumit.areas.referrals.models import Referral\n"
        "from collections import Counter\n"
        "from datetime import date\n"
        "rows = Referral.objects.filter(historic=True, referred_on__gte=date(2009, 4, 1), referred_on__lt=date(2011, 1, 1))\n"
        "import json\n"
        "print(json.dumps(Counter(rows.values_list('age_group', flat=True))))\n"
    )
    assert json.loads(nation.python(code)) == {"child": 322, "adult": 932}


def test_her_recovery_period_is_45_days(made):
    nation, done = made
    found = re.search(r"NRM-2011-\d{5}", done.json()["thread"][2])
    assert found is not None, "the story names her referral"
    code = (
        "from manumit.areas.referrals.models import Referral\n"
        f"told = Referral.objects.get(reference='{found.group()}')\n"
        "print((told.recovery_ends - told.rg_on).days, told.cg_outcome)\n"
    )
    assert nation.python(code).split() == ["45", "positive"]


def test_a_second_call_shows_the_same_nation_at_once(made):
    nation, done = made
    begun = time.monotonic()
    again = nation.demo("--size", "small")
    took = time.monotonic() - begun
    assert again.code == 0, again.err
    assert again.json() == done.json(), "the password too: it is the same nation"
    assert took < SECOND_START_SECONDS


def test_a_nation_of_another_size_is_not_shown_for_it(made):
    nation, _ = made
    done = nation.demo("--size", "medium")
    assert done.code == 4
    assert "--fresh" in done.complaint()
    assert json.loads((nation.home / TOLD).read_text("utf-8"))["size"] == "small"


def test_a_folder_that_it_did_not_make_is_left_alone(tmp_path):
    nation = Nation(tmp_path)
    nation.home.mkdir()
    (nation.home / "keys.json").write_text("{}", "utf-8")
    for options in ((), ("--fresh",)):
        done = nation.demo(*options)
        assert done.code == 4
        assert "was not made by" in done.complaint()
    assert [path.name for path in nation.home.iterdir()] == ["keys.json"]


def test_a_database_that_it_did_not_make_is_left_alone(installation):
    nation = Nation(installation.folder)
    before = installation.run("audit", "verify", "--json").json()
    for options in ((), ("--fresh",)):
        done = nation.demo(*options)
        assert done.code == 4
        assert "was not made by" in done.complaint()
    assert installation.run("audit", "verify", "--json").json() == before


def test_one_that_was_interrupted_is_made_anew(made, tmp_path):
    nation = made[0].copy(tmp_path / "interrupted")
    nation = Nation(nation.folder)
    (nation.home / TOLD).unlink()
    (nation.home / PART).touch()
    (nation.home / "left over").touch()
    done = nation.demo("--size", "small", "--seed", "7")
    assert done.code == 0, done.err
    assert done.json()["seed"] == 7
    assert {path.name for path in nation.home.iterdir()}.isdisjoint({PART, "left over"})
    assert nation.run("audit", "verify").code == 0
