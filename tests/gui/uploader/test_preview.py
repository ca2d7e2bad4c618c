"""The pages of the chosen document, read and drawn by the real reader."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from app.domain.agreement import Agreement
from app.gui.uploader.preview import PagePreview
from app.pdf.reader import ChildPdfReader
from tests.support.composers import ComposerBench
from tests.support.pressing import button_of, press

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"


def preview_of(bench: ComposerBench) -> PagePreview:
    return bench.page.documents.preview


def test_real_pages_are_counted_drawn_turned_and_zoomed(bench: ComposerBench) -> None:
    with ChildPdfReader() as pdf:
        bench.open(pdfs=[SAMPLES / "Lease contract.pdf", SAMPLES / "Floor plan.pdf"], pdf=pdf)
        bench.settle()
        bench.page.documents.go_to(bench.agreement.documents[0].label)
        preview = preview_of(bench)
        assert preview.canvas.page_count == 4
        bench.wait(lambda: preview.canvas.page(0).image is not None)
        image = preview.canvas.page(0).image
        assert image is not None
        assert image.pixelColor(2, 2) == QColor("white")
        assert any(
            image.pixelColor(x, y).lightness() < 100
            for y in range(0, image.height(), 3)
            for x in range(0, image.width(), 3)
        )
        files = bench.page.documents.files
        bench.wait(lambda: files.delegate.has_thumb(bench.agreement.documents[0].file))
        assert preview._place.text() == "Page 1 of 4"
        assert not button_of(preview, "page-before").isEnabled()
        press(preview, "page-next")
        assert preview._place.text() == "Page 2 of 4"
        before = preview.canvas.zoom
        press(preview, "zoom-in")
        assert preview.canvas.zoom > before
        press(preview, "zoom-fit")
        assert preview.canvas.zoom == pytest.approx(before)
        bench.page.documents.go_to(bench.agreement.documents[1].label)
        assert preview._place.text() == "Page 1 of 1"
        bench.settle()


def test_without_a_document_it_says_what_will_appear(bench: ComposerBench) -> None:
    bench.open(Agreement(title="Lease"))
    preview = preview_of(bench)
    assert preview.file == ""
    assert not button_of(preview, "page-next").isVisible()
