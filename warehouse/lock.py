"""One run at a time: the lock beside a warehouse.

It is the kernel's lock on an open file (flock), so it ends with the process that holds
it, however that process ends. The file itself stays behind and means nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.files import beside


class BusyError(Exception):
    """Somebody else is at work on the warehouse."""


@contextmanager
def locked(warehouse: Path) -> Iterator[None]:
    """Keep every other run away while the block lasts; make missing parent folders.

    Raises BusyError at once where another holder, in this process or another, exists.
    """
    path = beside(warehouse, "lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    # A soft lock, which filelock falls back to, would outlive a killed process.
    lock = FileLock(path, blocking=False, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"another run is at work on {warehouse}") from None
    try:
        yield
    finally:
        lock.release()
