"""Citizens who submit at both web processes while something happens to them, or to what they stand on."""

from tests.support.load import Load, entries, filed_notices, outbox, requests
from tests.support.machines import Machines
from tests.support.waiting import eventually

PEOPLE = ("maria", "giorgos")
ENOUGH = 4


class Pressure:
    """They submit as long as it is entered; what they were told is held against what is stored."""

    def __init__(self, machines: Machines) -> None:
        self._machines = machines
        self.loads = []
        for turn, userid in enumerate(PEOPLE):
            citizen = machines.citizen(userid)
            windows = [citizen, machines.elsewhere(citizen)]
            self.loads.append(Load(*windows[turn:], *windows[:turn]))

    def __enter__(self) -> "Pressure":
        for load in self.loads:
            load.start()
        return self

    def __exit__(self, *exception: object) -> None:
        for load in self.loads:
            load.stop()

    def go_on(self, more: int = ENOUGH) -> None:
        """Return when each of them has submitted so many `more`."""
        before = [len(load.answered) for load in self.loads]

        def has_enough() -> bool:
            return all(len(load.answered) >= count + more for load, count in zip(self.loads, before, strict=True))

        eventually(has_enough, "more submissions")

    def end(self) -> None:
        """Stop submitting and hold what is stored against what people were told."""
        for load in self.loads:
            load.stop()
        look = self._machines.look
        while left := look(outbox):
            eventually(lambda left=left: look(outbox) < left, f"some of {left} pieces of work to be done")
        stored = look(requests)
        told = {path.rsplit("/", 1)[-1] for load in self.loads for path in load.answered}
        assert told <= {reference.partition("/")[2] for reference in stored}
        assert sorted(number for number, _key in look(entries)) == list(range(1, len(stored) + 1))
        assert sorted(key for _number, key in look(entries)) == sorted(stored)
        assert sorted(look(filed_notices)) == sorted(stored)
