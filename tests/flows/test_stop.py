"""SIGTERM: the program ends within seconds, whatever it is at."""

import os
import signal
import subprocess
import sys

import pytest

# 99 seconds of a query, or for ever in C code: there no handler of a signal can run.
WORK = {
    "a query that changes": (
        "from warehouse.connect import changing\n"
        "from contextlib import ExitStack\n"
        "with ExitStack() as stack:\n"
        "    run = stack.enter_context(changing(None)).exec_driver_sql"
    ),
    "a question": (
        "from contextlib import ExitStack\n"
        "with ExitStack() as stack:\n"
        "    from pathlib import Path\n"
        "    from flows.ask import answered\n"
        "    run = lambda sql: stack.enter_context(answered(Path(sys.argv[1]), sql))"
    ),
    "C code": (
        "import re\nif True:\n    run = lambda sql: re.match(r'(a+)+$', 'a' * 99 + 'b')"
    ),
}
PROGRAM = """
import sys
from flows import errors
errors.GRACE_SECONDS = 1
with errors.exits(is_debug=False):
    exec(sys.argv[2] + '''
    print("at work", flush=True)
    run("select count(*) from range(100000000) a, range(100000) b "
        "where hash(a.range, b.range) = 1")''')
"""


@pytest.mark.parametrize("work", WORK)
def test_a_program_ends_on_sigterm_whatever_it_is_at(work, two_articles):
    command = [sys.executable, "-c", PROGRAM, str(two_articles), WORK[work]]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as at_work:
        assert at_work.stdout.readline() == "at work\n"
        os.kill(at_work.pid, signal.SIGTERM)
        code = at_work.wait(timeout=60)

    assert code == 128 + signal.SIGTERM
