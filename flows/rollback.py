"""Going back to an earlier release, told so that a person knows what comes next."""

from collections.abc import Iterator
from pathlib import Path

from flows.ask import answered
from flows.errors import QuestionError
from warehouse import release
from warehouse.lock import locked

LAST_RUN = "select night, run_id from mart_run order by run_no desc limit 1"


def roll_back(warehouse: Path, to: int | None = None) -> Iterator[str]:
    """Go back; yield what was done, a line each.

    Raises BusyError, QuestionError where there is no warehouse, and NoReleaseError.
    """
    if not warehouse.is_symlink():
        raise QuestionError(f"there is no warehouse at {warehouse} to roll back")
    with locked(warehouse):
        left = release.linked(warehouse)
        number = release.rollback(warehouse, to)
    yield f"rolled back: {warehouse} from release {left} to {_told(warehouse, number)}"
    yield (
        f"the next run goes on from release {number}: what came later is loaded again "
        "if it still lies in the landing folder"
    )
    yield f"to undo this before that run: khobao rollback --to {left}"


def _told(warehouse: Path, number: int) -> str:
    with answered(warehouse, LAST_RUN) as answer:
        runs = list(answer.rows())
    run = f" (night of {runs[0][0]}, run {runs[0][1]})" if runs else ""
    return f"release {number}{run}"
