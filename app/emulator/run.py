"""`countersign emulator`: both services until a signal ends them."""

import json
import signal
import sys
import threading

from app.emulator.server import Emulator


def run(scrive_port: int = 0, signinghub_port: int = 0, seed: int | str = 1) -> int:
    """Serve both services with the demo data until SIGTERM or SIGINT; answers the exit status.

    Prints one line of JSON when ready. OSError: a port is taken.
    """
    ended = threading.Event()
    emulator = Emulator(
        seed=seed, scrive_port=scrive_port, signinghub_port=signinghub_port, demo_data=True
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: ended.set())
    with emulator:
        sys.stdout.write(json.dumps(emulator.ready_line()) + "\n")
        sys.stdout.flush()
        ended.wait()
    return 0
