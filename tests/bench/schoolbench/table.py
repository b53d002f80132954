"""Results side by side, as a Markdown table: each figure, and ours as a ratio to the others'."""

from __future__ import annotations

FIGURES = (
    ("sends/s, best", "best", "rate"),
    ("deliveries/s, best", "best", "deliveries_per_s"),
    ("p50 ms, best", "best", "p50_ms"),
    ("p99 ms, best", "best", "p99_ms"),
    ("CPU-s per 1,000 deliveries, best", "best", "cpu_s_per_1000"),
    ("p50 ms at 5 sends/s", "reference", "p50_ms"),
    ("p99 ms at 5 sends/s", "reference", "p99_ms"),
    ("CPU-s per 1,000 at 5 sends/s", "reference", "cpu_s_per_1000"),
    ("message to 600, last member, ms", "announce", "last_p50_ms"),
    ("history requests/s", "history", "requests_per_s"),
    ("history p99 ms", "history", "p99_ms"),
    ("storm: last whole, ms", "storm", "last_ms"),
    ("storm: server CPU-s", "storm", "server_cpu_s"),
    ("KiB per idle connection", "connect", "kib_per_connection"),
    ("connects/s", "connect", "connect_per_s"),
)
NOISE = ("other_cpu_share", "stolen_cpu_share", "generator_cpu_share")


def table(results: list[dict]) -> str:
    """The first result is ours."""
    names = [result["label"] for result in results]
    ours = names[0] if names else ""
    head = ["figure (median)", *names, *(f"{ours} / {name}" for name in names[1:])]
    lines = [_line(head), "|---" * len(head) + "|"]
    for title, phase, key in FIGURES:
        values = [result["median"].get(phase, {}).get(key) for result in results]
        ratios = [f"{values[0] / value:.2f}" if values[0] is not None and value else "" for value in values[1:]]
        lines.append(_line([title, *("" if value is None else f"{value:g}" for value in values), *ratios]))
    for phase in ("reference", "history", "best"):
        for key in NOISE:
            values = [result["median"].get(phase, {}).get(key) for result in results]
            lines.append(_line([f"{key}, {phase}", *("" if v is None else f"{v:g}" for v in values)]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
