"""`make faults`: kill a hundred runs at any moment, and look what comes of it.

python tests/faults --kills 100
"""

import sys
import tempfile
from pathlib import Path

import click
from kills import Nights, moments, readers
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

KILLS_A_NIGHT = 10


@click.command()
@click.option("--kills", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(kills: int, seed: int) -> None:
    """Run nights, kill each several times, end it once, and compare with a calm one."""
    table = Table("night", "kills", "too late", "equal fingerprint", box=SIMPLE_HEAD)
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        nights = Nights(Path(folder))
        nights.next()
        with readers(nights.disturbed, rest=0.1) as counted:
            for start in range(0, kills, KILLS_A_NIGHT):
                wanted = min(KILLS_A_NIGHT, kills - start)
                seconds = nights.next()
                tries = [
                    nights.kill(share * seconds)
                    for share in moments(wanted, seed + start)
                ]
                nights.run(nights.disturbed)
                late = sum(not one.is_killed for one in tries)
                is_good &= (is_equal := nights.is_equal())
                table.add_row(str(nights.number), str(wanted), str(late), str(is_equal))
    out = Console()
    out.print(table)
    out.print(", ".join(f"{what} {count}" for what, count in counted.items()))
    sys.exit(not is_good or counted.total() != counted["reads"])


if __name__ == "__main__":
    main()
