"""Have the workers of a Dask scheduler read batches (the extra `dask`).

Nothing but names travels: a worker takes bytes from the raw store and writes shards
beside the warehouse, so it must see both under the same path (a disk they share), and
have this very version installed. What the workers read equals what we would read.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.batch import Batch
from flows.batches import read_one
from flows.errors import ClusterError, ReadersDiedError, sentence
from warehouse.rule_set import rule_set

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_CONNECT = 10


@contextmanager
def cluster(address: str, zone: str) -> Iterator["Client"]:
    """Connect to a scheduler while the block lasts.

    ClusterError where there is none, or its workers could not read as we do.
    """
    try:
        from distributed import Client  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise ClusterError(
            "--dask needs the extra: pip install 'khobao[dask]'"
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we tell errors once
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT)  # type: ignore[no-untyped-call]
    except Exception as error:
        raise ClusterError(f"no Dask scheduler at {address}: {error}") from error
    with client:
        _check_workers(client, address, zone)
        yield client


def read_on(client: "Client", batches: Sequence[Batch]) -> Iterator[int]:
    """Have every batch read; yield how many files each had, as it is done.

    Raises what `read_one` does; ClusterError where a worker does not see our disk;
    ReadersDiedError where workers, or the scheduler, are gone for good.
    """
    from distributed import (  # noqa: PLC0415 (an extra)
        CancelledError,
        KilledWorker,
        as_completed,
    )

    _check_disk(client, batches)
    try:
        asked = client.map(read_one, batches, pure=False)
        for done in as_completed(asked):  # type: ignore[no-untyped-call]
            yield done.result()
    except (KilledWorker, CancelledError) as error:
        raise ReadersDiedError(
            "the Dask scheduler or its workers died while they read files "
            f"({type(error).__name__})"
        ) from error


def _check_workers(client: "Client", address: str, zone: str) -> None:
    try:
        theirs = client.run(rule_set, zone)
    except Exception as error:
        raise ClusterError(
            f"the workers of {address} cannot run Kho Báo: {sentence(error)}"
        ) from error
    if not theirs:
        raise ClusterError(f"the Dask scheduler at {address} has no workers")
    if others := [at for at, rules in theirs.items() if rules != rule_set(zone)]:
        raise ClusterError(f"{others[0]} runs another version of Kho Báo than we do")


def _check_disk(client: "Client", batches: Sequence[Batch]) -> None:
    for folder in {batch.reading.shards for batch in batches}:
        seen = client.run(Path.is_dir, folder)
        if blind := [at for at, is_there in seen.items() if not is_there]:
            raise ClusterError(f"{blind[0]} does not see {folder}: no shared disk?")
