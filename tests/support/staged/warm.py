"""A process with everything loaded that becomes, by forking, one process of the program a run.

It has a single thread and opens nothing, so that its children are as sound as new processes.
"""

import gc
import os
import sys
from multiprocessing.connection import Connection
from ssl import SSLContext

from app.services.http.session import trusting_context
from tests.support.staged.acting import play
from tests.support.staged.telling import Dead, Run


def main(descriptor: int) -> None:
    """Serve the judge at the other end until he is gone."""
    line = Connection(descriptor)
    context = trusting_context()
    while True:
        try:
            run = line.recv()
        except EOFError:
            return
        if run.forked:
            status = _forked(run, line, context)
        else:
            play(run, line, context)
            gc.collect()
            gc.freeze()
            status = 0
        line.send(Dead(status=status))


def _forked(run: Run, line: Connection, context: SSLContext) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            play(run, line, context)
            status = 0
        finally:
            os._exit(status)
    _, waited = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(waited)


if __name__ == "__main__":
    main(int(sys.argv[1]))
