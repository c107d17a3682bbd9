"""P7: a file under its final name is whole, whenever the program is killed while it writes."""

from pathlib import Path

from tests.faults import injection, offices, works
from tests.faults.promise import Outcome

PROMISED = "0 broken under a final name"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Kill backup, papers and restore at each of their calls that write."""
    if not injection.IS_POSSIBLE:
        return Outcome("a kill while writing a file", "no strace on this machine", PROMISED, None)
    store = offices.make(folder / "book")
    done = [
        works.backup(store),
        works.export(store, folder / "papers.pdf"),
        works.export(store, folder / "papers.docx"),
    ]
    done.append(works.restore(offices.make(folder / "other")))
    killed, broken = 0, []
    for work in done:
        counts = injection.count_calls(work.prepare, work.run)
        broken += [] if work.check(True) else [f"{work.name} without a kill"]
        places = [(call, place) for call in sorted(counts) for place in range(1, counts[call] + 1)]
        for number in injection.spread(len(places), 100 if is_full else 3):
            rule = "inject={}:signal=SIGKILL:when={}".format(*places[number - 1])
            ending = injection.run(work.prepare, work.run, [rule])
            killed += ending.kind == "killed"
            broken += [] if work.check(ending.kind == "done") else [f"{work.name} {rule}"]
    reached = "; ".join([f"{len(broken)} broken of {killed} kills in backup, PDF, Word, restore", *broken[:3]])
    return Outcome("a kill while writing a file", reached, PROMISED, not broken and killed > 0)
