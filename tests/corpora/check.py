#!/usr/bin/env python3
"""Scores the program on the corpora, and fails where a bar that once held no longer does.

    tests/corpora/check.py [PROGRAM]        (default: target/release/warraq)

The corpora: the folder that WARRAQ_CORPUS names, or ../shared/corpus beside the checkout; what scores them lies beside
that folder, in tools/scoreboard. `held.txt` names the bars that hold, `corpus measure` a line. Prints every figure. Where the corpora are not there, it says
so and passes: they are not ours to carry along.
"""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
CORPORA = os.environ.get("WARRAQ_CORPUS") or os.path.join(HERE, "..", "..", "..", "shared", "corpus")
SCOREBOARD = os.path.join(CORPORA, "..", "tools", "scoreboard")
# corpus (cases)  measure  here  bar  …
FIGURE = re.compile(r"^(\S+) \(\d+\)\s+(\S+)\s+([\d.]+)\s+(\d\.\d+)\b")


def main():
    if not os.path.exists(SCOREBOARD):
        print(f"*** SKIPPED: the corpora are not there ({os.path.normpath(SCOREBOARD)})")
        return 0
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "..", "target", "release", "warraq")
    if not os.path.exists(program):
        print(f"there is no program at {program}: run 'cargo build --release' first")
        return 2
    run = subprocess.run([sys.executable, SCOREBOARD, "--bin", program], stdout=subprocess.PIPE, text=True)
    print(run.stdout)
    found = {}
    for line in run.stdout.splitlines():
        match = FIGURE.match(line)
        if match:
            corpus, measure, here, bar = match.groups()
            found[f"{corpus} {measure}"] = not line.rstrip().endswith("<- short")
    with open(os.path.join(HERE, "held.txt"), encoding="utf8") as lines:
        held = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    for bar in sorted(found.keys() - held):
        if found[bar]:
            print(f"holds now: '{bar}'. Add it to tests/corpora/held.txt.")
    lost = sorted(bar for bar in held if not found.get(bar))
    for bar in lost:
        print(f"FELL: '{bar}' held before, and does not hold now.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
