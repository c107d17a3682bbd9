"""P2: what was saved survives a crash of the program."""

import random
import time
from pathlib import Path

from db.journal import find_broken_link
from tests.faults import offices, saver
from tests.faults.promise import Outcome


def measure(folder: Path, is_full: bool) -> Outcome:
    """Kill a saving program again and again; the next one finds everything that was acknowledged."""
    rounds, each = (25, 170) if is_full else (2, 25)
    store, chance = offices.make(folder), random.Random(rounds)
    acknowledged = done = lost = 0
    for _ in range(rounds):
        begun = acknowledged
        program = offices.start_saver(store, acknowledged + 1, 1_000_000)
        assert program.stdout is not None
        while acknowledged - begun < each:
            line = program.stdout.readline()
            if line.startswith(b"saved "):
                acknowledged = int(line.split()[1])
        time.sleep(chance.random() * 0.01)
        acknowledged = max(acknowledged, offices.kill_saver(program))
        again = offices.opened(store)
        states = {number: saver.state_after(number) for number in (acknowledged, acknowledged + 1)}
        held = saver.state_of(again)
        is_whole = held in states.values() and find_broken_link(again.connection) is None
        lost += not is_whole
        done += acknowledged - begun
        # A save that was done and not acknowledged is none to count from.
        acknowledged += held == states[acknowledged + 1]
        again.close()
    reached = f"{lost} lost of {done:,} acknowledged saves in {rounds} rounds of kill -9"
    return Outcome("a crash", reached, "0 of >= 4,000 in 25 rounds", lost == 0)
