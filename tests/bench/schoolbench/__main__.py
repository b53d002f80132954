"""python -m schoolbench PEER … : one peer, all phases, JSON on disk and a short table on the screen."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import traceback
from pathlib import Path

import uvloop

from .adapters import PEERS, adapter_class
from .phases import Evening, noisy, quiet
from .recorder import Recorder
from .school import MIX, School


def median_of(rows: list[dict]) -> dict:
    """Median of each numeric field over the repeats."""
    out = {}
    for key in rows[0]:
        values = [r[key] for r in rows if isinstance(r.get(key), (int, float)) and not isinstance(r.get(key), bool)]
        out[key] = statistics.median(values) if values else rows[0][key]
    return out


async def run(args: argparse.Namespace) -> dict:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)  # stop the servers too
    os.sched_setaffinity(0, {args.generator_cpu} if args.pin else os.sched_getaffinity(0))
    if args.nice:
        os.setpriority(os.PRIO_PROCESS, 0, args.nice)  # the servers inherit it
    mix = {kind: float(share) for kind, share in (part.split("=") for part in args.mix.split(","))}
    school, recorder = School(args.schools, mix=mix), Recorder()
    work = Path(args.work).resolve() / (args.label or args.peer)
    work.mkdir(parents=True, exist_ok=True)
    options = dict(pair.split("=", 1) for pair in args.option)
    cpus = {int(c) for c in args.server_cpus.split(",")} if args.pin else None
    adapter = adapter_class(args.peer)(school, recorder, work, cpus, options)
    result: dict = {
        "peer": args.peer,
        "label": args.label or args.peer,
        "options": options,
        "pin": args.pin,
        "server_cpus": args.server_cpus if args.pin else "all",
        "repeats": {},
    }

    async def phase(name: str, work_, times: int) -> None:
        rows = []
        for _ in range(times):
            for _ in range(2):  # again if other work on the machine spoiled it
                await quiet()
                row = await work_()
                if name == "connect" or not noisy(row):
                    break
            rows.append(row)
            print(f"{result['label']:>14} {name:10} {json.dumps(rows[-1])}", file=sys.stderr, flush=True)
        result["repeats"][name] = rows

    try:
        await asyncio.wait_for(adapter.start(), 900)
        evening = Evening(adapter, seed=args.seed)
        await phase("connect", evening.connect, 1)
        if {"b", "r"} & set(args.phases):
            await phase("reference", lambda: evening.step(args.reference_rate, args.reference_seconds), args.repeat)
        if "c" in args.phases:
            await phase("announce", evening.announce, args.repeat)
        if "d" in args.phases:
            result["history_messages"] = await adapter.preload(args.history or adapter.history_messages)
            await phase("history", lambda: evening.history(args.history_seconds), args.repeat)
            adapter.end_history()
        if "e" in args.phases:
            await phase("storm", evening.storm, args.repeat)
        if "b" in args.phases:  # last: it ends in overload
            ladders = []
            for _ in range(args.repeat):
                ladder = await evening.ladder(args.start_rate or adapter.start_rate, args.step_seconds, args.stop_rate)
                ladders.append(ladder)
                for step in ladder["steps"]:
                    print(f"{result['label']:>14} step       {json.dumps(step)}", file=sys.stderr, flush=True)
            result["ladders"] = [lad["steps"] for lad in ladders]
            best = [lad["best"] for lad in ladders if lad["best"]]
            if best:
                result["repeats"]["best"] = best
    except (asyncio.CancelledError, Exception) as error:  # what was measured until then is still written
        traceback.print_exc()
        result["error"] = repr(error)
    finally:
        await adapter.stop()
    result["median"] = {name: median_of(rows) for name, rows in result["repeats"].items()}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="schoolbench", description=__doc__)
    parser.add_argument("peer", choices=sorted(PEERS))
    parser.add_argument("--label", help="name of the result (default: the peer)")
    parser.add_argument("--work", default="bench-work", help="folder for databases and logs (set-up is reused)")
    parser.add_argument("--out", default="bench-results", help="folder for the result JSON")
    parser.add_argument("--option", action="append", default=[], help="KEY=VALUE for the adapter")
    parser.add_argument("--phases", default="abcde")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--schools", type=int, default=1, help="schools of 600 users")
    parser.add_argument(
        "--mix", default=",".join(f"{k}={v}" for k, v in MIX.items()), help="shares of the kinds of chat"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start-rate", type=float)
    parser.add_argument("--stop-rate", type=float, default=20_000)
    parser.add_argument("--step-seconds", type=float, default=5)
    parser.add_argument("--reference-rate", type=float, default=5)
    parser.add_argument("--reference-seconds", type=float, default=15)
    parser.add_argument("--history", type=int, help="messages in the history chat")
    parser.add_argument("--history-seconds", type=float, default=5)
    parser.add_argument("--no-pin", dest="pin", action="store_false", help="do not keep server and generator apart")
    parser.add_argument("--server-cpus", default="0")
    parser.add_argument("--generator-cpu", type=int, default=1)
    parser.add_argument("--nice", type=int, default=0, help="priority of server and generator on a shared machine")
    args = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        result = runner.run(run(args))
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{result['label']}.json").write_text(json.dumps(result, indent=1))
    print(json.dumps({"label": result["label"], **result["median"]}, indent=1))
    sys.exit("error" in result)


if __name__ == "__main__":
    main()
