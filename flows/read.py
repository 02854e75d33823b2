"""Who reads the batches: processes of this machine, or workers of a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from flows.batch import Batch
from flows.batches import read_all
from flows.cluster import cluster, read_on
from flows.settings import Settings

# Reads every batch into shards; yields how many files each had, as it is done.
Read = Callable[[Sequence[Batch]], Iterator[int]]


@contextmanager
def readers(settings: Settings) -> Iterator[Read]:
    """Give what reads batches; ClusterError where there is no such cluster."""
    if settings.dask is None:
        yield partial(_read_here, settings)
        return
    with cluster(settings.dask, settings.zone) as client:
        yield partial(read_on, client)


def _read_here(settings: Settings, batches: Sequence[Batch]) -> Iterator[int]:
    files = sum(len(batch.files) for batch in batches)
    return read_all(batches, settings.workers_for(files))
