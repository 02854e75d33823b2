"""The program of a Prefect API of our own: it serves until its standard input ends.

Only the process that started it (flows.api) holds the other end, so that however that
one ends, kill -9 included, the kernel closes it and no server is left behind.
"""

import os
import signal
import sys
import time
from threading import Thread

SECONDS_TO_STOP = 4


def main() -> None:
    """Serve the API, without a dashboard, on the port that is given."""
    Thread(target=_end_with_parent, daemon=True).start()
    import uvicorn  # noqa: PLC0415 (importing these takes seconds)
    from prefect.server.api.server import create_app  # noqa: PLC0415

    app = create_app(ephemeral=True)
    uvicorn.run(app, port=int(sys.argv[1]), log_level="critical")


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)  # nobody ever writes
    os.kill(os.getpid(), signal.SIGTERM)  # uvicorn ends in order
    time.sleep(SECONDS_TO_STOP)
    os._exit(0)


if __name__ == "__main__":
    main()
