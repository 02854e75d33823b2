"""The memory of a process and all that it starts."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import psutil

SECONDS_BETWEEN_LOOKS = 0.2


def run_measured(script: Path, *arguments: object) -> dict:
    """Run a script that prints JSON; return that, and its `peak` memory in bytes.

    Memory is PSS, summed over the tree: a page that processes share counts once.
    """
    command = [sys.executable, str(script), *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = Peak(process.pid)
        peak.start()
        answer, _ = process.communicate()
        peak.stop()
    if process.returncode:
        raise SystemExit(process.returncode)
    return json.loads(answer) | {"peak": peak.bytes}


class Peak(threading.Thread):
    """Looks again and again at how much a process tree holds."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._root = psutil.Process(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            self.bytes = max(self.bytes, tree_bytes(self._root))

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def tree_bytes(root: psutil.Process) -> int:
    """Return the PSS of a process and its children; those that just ended have none."""
    total = 0
    try:
        for process in [root, *root.children(recursive=True)]:
            total += process.memory_full_info().pss
    except psutil.NoSuchProcess:
        return total
    return total
