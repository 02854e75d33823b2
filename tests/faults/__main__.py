"""`make faults`: kill a hundred runs at any moment, and look what comes of it.

python tests/faults --kills 100
"""

import sys
import tempfile
from pathlib import Path

import click
from kills import Nights, moments, readers

KILLS_A_NIGHT = 10
ROW = "{:>5}  {:>5}  {:>8}  {}"


@click.command()
@click.option("--kills", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(kills: int, seed: int) -> None:
    """Run nights, kill each several times, end it once, and compare with a calm one."""
    click.echo(ROW.format("night", "kills", "too late", "equal fingerprint"))
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        nights = Nights(Path(folder))
        nights.next()
        with readers(nights.disturbed, rest=0.1) as counted:
            for start in range(0, kills, KILLS_A_NIGHT):
                wanted = min(KILLS_A_NIGHT, kills - start)
                late = disturb(nights, moments(wanted, seed + start))
                is_equal = nights.is_equal()
                click.echo(ROW.format(nights.number, wanted, late, is_equal))
                is_good &= is_equal
    click.echo(", ".join(f"{what} {count}" for what, count in counted.items()))
    sys.exit(not is_good or counted.total() != counted["reads"])


def disturb(nights: Nights, shares: list[float]) -> int:
    """Kill a night at these shares of its time, then end it.

    Returns how many kills came after its end.
    """
    seconds = nights.next()
    tries = [nights.kill(share * seconds) for share in shares]
    nights.run(nights.disturbed)
    return sum(not one.is_killed for one in tries)


if __name__ == "__main__":
    main()
