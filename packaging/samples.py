"""Makes the sample documents in `resources/samples`, always with the same bytes."""

import sys
from pathlib import Path

from devsteps.floor_plan import floor_plan
from devsteps.pdf_pages import document
from devsteps.typesetting import Sheet

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
TEXTS = ROOT / "packaging" / "texts"
LANDLORD = "Åkerlunda Fastigheter AB"


def lease_contract() -> Sheet:
    """The contract that the sample draft sends."""
    sheet = Sheet("Åkerlunda Fastigheter AB · Lease contract", "Contract no. 2031-0147")
    sheet.set((TEXTS / "lease-contract.txt").read_text(encoding="utf-8"))
    return sheet


def house_rules() -> Sheet:
    """The rules that go with it."""
    sheet = Sheet("Åkerlunda Fastigheter AB · House rules", "Strandgatan 14 A–C")
    sheet.set((TEXTS / "house-rules.txt").read_text(encoding="utf-8"))
    return sheet


def samples() -> dict[str, bytes]:
    """File names and bytes of all sample documents."""
    return {
        "Lease contract.pdf": document("Lease contract", LANDLORD, lease_contract().pages),
        "House rules.pdf": document("House rules", LANDLORD, house_rules().pages),
        "Floor plan.pdf": document("Floor plan", LANDLORD, [floor_plan()]),
    }


def main() -> None:
    """Write the samples where the program finds them."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for name, content in samples().items():
        (SAMPLES / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
