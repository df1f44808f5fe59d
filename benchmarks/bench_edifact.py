"""Travellers a second that the PAXLST reader takes from text to meaning, on the shared 200-traveller list or a made one."""

import os
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from manumit.engines.edifact import (
    Document,
    Leg,
    Party,
    PassengerListDraft,
    Traveller,
    read_interchange,
    read_paxlst,
    write_paxlst,
)

RECEIVED = date(2026, 11, 22)
ROUNDS = 30


def made_text() -> str:
    """A list of 200 invented travellers."""
    travellers = tuple(
        Traveller(
            "FL",
            "O'NEIL" if n % 10 == 0 else f"SURNAME{n}",
            ("ANNA", f"X{n}"),
            sex="F",
            birth=date(1960 + n % 40, 1, 3),
            nationality="VNM",
            residence="VNM",
            embark="HAN",
            debark="LHR",
            clearance_port="LHR",
            locator=f"A{n:05d}",
            unique_ref=f"ZZ{n:05d}",
            seat=f"{n // 6 + 1}{'ABCDEF'[n % 6]}",
            bags_declared=1,
            bag_tags=(f"ZZ{n:06d}",),
            verified=True,
            documents=(Document("P", f"C{n:07d}", "VNM", date(2031, 1, 31)),),
        )
        for n in range(200)
    )
    prepared = datetime.fromisoformat("2026-11-21T09:00")
    draft = PassengerListDraft(
        sender=Party("ZZAIRLINE"),
        recipient=Party("GOV"),
        prepared=prepared,
        control_reference="1",
        legs=(Leg("ZZ", "123", "HAN", "LHR", prepared, prepared),),
        travellers=travellers,
    )
    return write_paxlst(draft)


def best_seconds(work: Callable[[], object]) -> float:
    """The least processor time of several runs: other work on the machine only ever adds to it."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    root = Path(os.environ.get("MANUMIT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    sample = root / "data" / "messages" / "paxlst" / "synthetic_paxlst_200.edi"
    text = sample.read_text("utf-8") if sample.exists() else made_text()
    count = sum(len(found.travellers) for found in read_paxlst(text, received=RECEIVED))
    syntax = best_seconds(lambda: read_interchange(text))
    meaning = best_seconds(lambda: read_paxlst(text, received=RECEIVED))
    print(f"{count} travellers, {len(text):,} characters ({sample.name if sample.exists() else 'made here'})")
    print(f"syntax alone   {count / syntax:>9,.0f} travellers per CPU-second")
    print(f"full meaning   {count / meaning:>9,.0f} travellers per CPU-second")


if __name__ == "__main__":
    main()
