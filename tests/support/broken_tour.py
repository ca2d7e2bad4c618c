"""A tour in whose world Scrive refuses to start anything; started with the folder as argument."""

import sys
from pathlib import Path

from app.bootstrap import ELSEWHERE, practice, working
from app.emulator.faults import Fault
from app.gui.tour.run import run_tour
from app.services.resources import resources_folder

REFUSAL = '{"code": 400, "message": "This account may not start agreements."}'


def main(folder: Path) -> int:
    with practice(elsewhere=ELSEWHERE) as (desk, stage):
        refusal = Fault(
            kind="status",
            path="/flow/instances",
            code=400,
            body=REFUSAL,
            content_type="application/json",
            times=None,
        )
        stage.emulator.world.faults.order(refusal)
        with working(desk) as (busy, pdf):
            return run_tour(busy, pdf, resources_folder(), stage=stage, folder=folder, patience=5)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
