"""Results as people read them: progress, one line for each page, a table."""

import sys
from collections.abc import Sequence
from typing import Any


def progress(done: int, a_second: float) -> None:
    """Tell how far the load is."""
    print(f"\rloading: {done}, {a_second:.0f}/s ", end="", file=sys.stderr, flush=True)


def line(row: dict[str, Any]) -> str:
    """Return one page's figures."""
    errors = f"  {row['errors']} ERRORS {row['first_error']}" if row["errors"] else ""
    return (
        f"{row['page']:<16} {row['clients']} clients  p50 {row['p50_ms']:7.2f}  p95 {row['p95_ms']:7.2f}  "
        f"p99 {row['p99_ms']:7.2f}  cpu {row['cpu_ms']:6.2f} ms  {row['a_second']:7.1f}/s{errors}"
    )


def table(results: Sequence[dict[str, Any]]) -> str:
    """Return all `results` as a table in Markdown."""
    lines = [
        "| requests | page | clients | p50 ms | p95 ms | p99 ms | CPU ms | a second | errors |",
        "|---:|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        lines += [_row(result["requests"], row) for row in result["pages"]]
    return "\n".join(lines)


def _row(requests: int, row: dict[str, Any]) -> str:
    times = " | ".join(f"{row[name]:.1f}" for name in ("p50_ms", "p95_ms", "p99_ms", "cpu_ms"))
    counts = f"{row['a_second']:.0f} | {row['errors']}"
    return f"| {requests:,} | {row['page']} | {row['clients']} | {times} | {counts} |"
