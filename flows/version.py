"""Which version of this program is at work."""

import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parent.parent
DESCRIBE = ("git", "-C", str(ROOT), "describe", "--always", "--dirty")


def code_version() -> str:
    """Return the version installed, with the commit where this is a checkout."""
    try:
        number = version("khobao")
    except PackageNotFoundError:
        number = "0"
    commit = _commit() if (ROOT / ".git").exists() else ""
    return f"{number}+{commit}" if commit else number


def _commit() -> str:
    """Return what git calls the checkout; "" where there is no git to ask."""
    try:
        told = subprocess.run(  # noqa: S603 (no input is part of it)
            DESCRIBE, capture_output=True, text=True, timeout=5, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip()
