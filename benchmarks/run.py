"""Page times under 20 concurrent users, queries a page and memory, against a real server on this machine.

`python -m benchmarks.run [--smoke] [--size large] [--database PATH|URL]`. The nation is made by `manumit demo` and used
again. Times are those that the server logs for each request; users pause between pages as people do. Everything is
bounded in count, and only the loopback address is asked.
"""

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks import bench_edifact, bench_screening
from benchmarks.load import Target, Visit, drive, serving
from benchmarks.pages import Page, choose

RESULTS = Path(__file__).with_name("results.json")
MOST_QUERIES = 25
SMOKE_VISITS, FULL_VISITS = 3, 40
SMOKE_PAUSE, FULL_PAUSE = 0.05, 1.0
USERS = 20


def quantile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def summary(pages: list[Page], visits: list[Visit]) -> list[dict[str, Any]]:
    """One row for each page and role, slowest first."""
    rows = []
    for page in pages:
        own = [visit for visit in visits if visit.page is page and visit.status]
        if not own:
            continue
        server = [visit.server_ms for visit in own if visit.server_ms is not None]
        wall = [visit.wall_ms for visit in own]
        rows.append(
            {
                "role": page.role,
                "kind": page.kind,
                "view": page.view,
                "visits": len(own),
                "failed": sum(visit.status >= 400 for visit in own),
                "server_p50_ms": round(quantile(server, 0.5), 1) if server else None,
                "server_p95_ms": round(quantile(server, 0.95), 1) if server else None,
                "wall_p95_ms": round(quantile(wall, 0.95), 1),
                "queries": page.queries,
            }
        )
    return sorted(rows, key=lambda row: -(row["server_p95_ms"] or 0))


def totals(visits: list[Visit]) -> dict[str, Any]:
    """p50 and p95 of the server's time over all visits, for each kind of page."""
    told: dict[str, Any] = {}
    for kind in ("first", "queue", "search", "case"):
        times = [v.server_ms for v in visits if v.page.kind == kind and v.server_ms is not None]
        if times:
            told[kind] = {
                "visits": len(times),
                "server_p50_ms": round(quantile(times, 0.5), 1),
                "server_p95_ms": round(quantile(times, 0.95), 1),
            }
    return told


def show(rows: list[dict[str, Any]], result: dict[str, Any], *, most: int = 40) -> None:
    """Print the figures as a table."""
    print(f"\n{'role':<24} {'kind':<7} {'view':<34} {'n':>4} {'p50':>7} {'p95':>7} {'wall95':>7} {'queries':>7}")
    for row in rows[:most]:
        mark = " !" if row["queries"] > MOST_QUERIES or row["failed"] else ""
        print(
            f"{row['role']:<24} {row['kind']:<7} {row['view']:<34} {row['visits']:>4} {row['server_p50_ms'] or 0:>7} "
            f"{row['server_p95_ms'] or 0:>7} {row['wall_p95_ms']:>7} {row['queries']:>7}{mark}"
        )
    print()
    for kind, figures in result["kinds"].items():
        print(
            f"{kind:<7} p50 {figures['server_p50_ms']:>7} ms   p95 {figures['server_p95_ms']:>7} ms   {figures['visits']} visits"
        )
    print(f"memory of the web process: {result['rss_mb']} MB now, {result['peak_mb']} MB at most")
    print(
        f"processor time of the server: {result['cpu_ms_a_visit']} ms a visit; load before: {result['load_of_others']}"
    )
    print(f"most queries on a page: {result['most_queries']}")


def prepare(target: Target) -> None:
    """Set Django up in this process on the same database and home folder."""
    from manumit.cli.frame import prepare as point_settings

    os.environ["MANUMIT_LOG_LEVEL"] = "ERROR"
    point_settings(database=target.database, home=str(target.home))


def measure(target: Target, *, users: int, visits_each: int, pause: float) -> dict[str, Any]:
    """Make the nation where there is none, choose pages, visit them, and return the figures."""
    target.make()
    prepare(target)
    pages, sessions = choose()
    with serving(target) as server:
        busy_before, load_before = server.cpu_seconds(), os.getloadavg()[0]
        visits = drive(server, pages, sessions, users=users, visits_each=visits_each, pause=pause)
        busy = server.cpu_seconds() - busy_before
        rss, peak = server.memory_mb()
    rows = summary(pages, visits)
    from django.db import connection

    return {
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()},
        "database": connection.vendor,
        "size": target.size,
        "users": users,
        "pause_seconds": pause,
        "visits": len(visits),
        "failed": sum(visit.status >= 400 or not visit.status for visit in visits),
        "kinds": totals(visits),
        "cpu_ms_a_visit": round(busy * 1000 / max(1, len(visits)), 1),
        "load_of_others": round(load_before, 1),
        "rss_mb": rss,
        "peak_mb": peak,
        "most_queries": max((row["queries"] for row in rows), default=0),
        "pages": rows,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--smoke", action="store_true", help="few visits to the small nation, and the engines' benchmarks"
    )
    parser.add_argument("--size", choices=["small", "medium", "large"], default="small")
    parser.add_argument("--database", default="", help="path or URL; by default an SQLite file under var/")
    parser.add_argument("--users", type=int, default=USERS)
    parser.add_argument("--visits", type=int, default=0, help="pages that each user opens")
    wanted = parser.parse_args()
    target = Target.of(wanted.size, wanted.database)
    result = measure(
        target,
        users=min(wanted.users, 100),
        visits_each=min(wanted.visits or (SMOKE_VISITS if wanted.smoke else FULL_VISITS), 1_000),
        pause=SMOKE_PAUSE if wanted.smoke else FULL_PAUSE,
    )
    show(result["pages"], result)
    if wanted.smoke:
        bench_edifact.main()
        bench_screening.run(1_000, 100)
    else:
        known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        known[f"{result['size']}-{result['database']}"] = result
        RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    if result["failed"]:
        sys.exit(f"{result['failed']} of {result['visits']} visits failed.")


if __name__ == "__main__":
    main()
