"""`make bench`: our server, the floor and peers in one run, one after another; figures, and our ratio to each of them."""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from schoolbench.table import table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EJABBERD = Path("/usr/lib/x86_64-linux-gnu")
SCHEMA = Path("/usr/share/ejabberd/sql/pg.sql")
LONGEST_PEER = 900  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--peers", default=os.environ.get("PEERS") or "floor ejabberd")
    parser.add_argument("--step-seconds", default="3")
    parser.add_argument("--repeat", default="1")
    parser.add_argument("--phases", default="abcde")
    parser.add_argument("--history", default="100000")
    parser.add_argument("--work", type=Path, default=ROOT / "bench-work")
    parser.add_argument("--out", type=Path, default=ROOT / "bench-results")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    results = []
    for peer in dict.fromkeys(["parta", *asked.peers.split()]):
        options = _options(peer)
        if options is None:
            print(f"{peer}: не установлен, пропущен.", file=sys.stderr)
            continue
        written = asked.out / f"{peer}.json"
        written.unlink(missing_ok=True)
        command = [
            *(sys.executable, "-m", "schoolbench", peer, "--work", str(asked.work), "--out", str(asked.out)),
            *("--step-seconds", asked.step_seconds, "--repeat", asked.repeat, "--phases", asked.phases),
            *(("--history", asked.history) if peer in {"parta", "floor"} else ()),
            *(argument for option in options for argument in ("--option", option)),
        ]
        subprocess.run(command, cwd=HERE, timeout=LONGEST_PEER, check=False, stdout=subprocess.DEVNULL)
        if written.exists():
            results.append(json.loads(written.read_text()))
    print(table(results))
    return 0 if results and not any("error" in result for result in results) else 1


def _options(peer: str) -> list[str] | None:
    """What the peer's adapter needs to know; None when the peer is not on this machine."""
    if peer == "ejabberd":
        folders = sorted(EJABBERD.glob("ejabberd-*/ebin"))
        return [f"ebin={folders[-1]}", f"schema={SCHEMA}"] if folders and SCHEMA.exists() else None
    if peer == "synapse":
        python = Path(os.environ.get("SYNAPSE_PYTHON") or ROOT / ".build" / "synapse" / "bin" / "python")
        return [f"python={python}"] if python.exists() else None
    return [] if importlib.util.find_spec("schoolbench") else None


if __name__ == "__main__":
    sys.exit(main())
