"""`python tests/bench/growth.py`: the same load on more people or more messages, as ratios of our own figures."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RUNS = {
    # As many deliveries a second in both; the one author of announcements is below what a socket may say.
    "30": ("--phases", "r", "--mix", "class=1", "--reference-rate", "930", "--reference-seconds", "10"),
    "600": ("--phases", "r", "--mix", "announcement=1", "--reference-rate", "45", "--reference-seconds", "10"),
    # At one rate: the more is sent a second, the larger the groups and the cheaper each delivery.
    "one": ("--phases", "r", "--reference-rate", "4000", "--reference-seconds", "4"),
    "eight": ("--phases", "r", "--reference-rate", "4000", "--reference-seconds", "4", "--schools", "8"),
    "1k": ("--phases", "d", "--history", "1000"),
    "1m": ("--phases", "d", "--history", "1000000"),
}
# What is compared: the larger run, the smaller one, the phase, its figure, and the most that it may grow to (bench/GOALS.md).
COMPARED = (
    ("a delivery in a room of 600 / of 30, CPU", "600", "30", "reference", "cpu_s_per_1000", 1.0),
    ("a delivery in 8 schools / in one, CPU", "eight", "one", "reference", "cpu_s_per_1000", 1.2),
    ("a page of a million messages / of a thousand, CPU", "1m", "1k", "history", "cpu_ms_per_request", 1.3),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "bench-work")
    parser.add_argument("--out", type=Path, default=ROOT / "bench-results")
    parser.add_argument("--step-seconds", default="3")
    asked = parser.parse_args()
    figures = {name: _run(name, options, asked) for name, options in RUNS.items()}
    for title, large, small, phase, figure, most in COMPARED:
        ratio = figures[large][phase][figure] / figures[small][phase][figure]
        print(f"{title}: {ratio:.2f} (≤ {most}) {'✓' if ratio <= most else '✗'}")
    return 0


def _run(name: str, options: tuple[str, ...], asked: argparse.Namespace) -> dict[str, dict[str, float]]:
    """One run of our server; each has its own database, named by its label."""
    label = f"growth-{name}"
    command = [sys.executable, "-m", "schoolbench", "parta", "--label", label, "--repeat", "1", *options]
    command += ["--work", str(asked.work), "--out", str(asked.out), "--step-seconds", asked.step_seconds]
    subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    medians: dict[str, dict[str, float]] = json.loads((asked.out / f"{label}.json").read_text())["median"]
    return medians


if __name__ == "__main__":
    sys.exit(main())
