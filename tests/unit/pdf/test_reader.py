"""Reading PDFs through the child: facts, pictures, bad files, and a child that misbehaves."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from app.pdf.port import PageImage, PdfProblem, PdfReaderUnavailable
from app.pdf.reader import ChildPdfReader, child_command


@pytest.fixture(scope="module")
def reader() -> Iterator[ChildPdfReader]:
    with ChildPdfReader() as made:
        yield made


def a_pdf(path: Path, *sizes: tuple[float, float], turned: int = 0) -> Path:
    writer = PdfWriter()
    for width, height in sizes:
        page = writer.add_blank_page(width, height)
        page.rotate(turned)
    writer.write(path)
    return path


def an_image(image: PageImage | PdfProblem) -> PageImage:
    assert isinstance(image, PageImage)
    return image


def test_facts_tell_pages_sizes_and_bytes(reader: ChildPdfReader, tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "lease.pdf", (595, 842), (842, 595))
    facts = reader.facts(path)
    assert facts.problem == ""
    assert facts.pages == 2
    assert list(facts.page_sizes) == [(595, 842), (842, 595)]
    assert facts.size == path.stat().st_size


def test_sizes_are_those_of_the_page_as_displayed(reader: ChildPdfReader, tmp_path: Path) -> None:
    turned = a_pdf(tmp_path / "turned.pdf", (400, 300), turned=90)
    assert reader.facts(turned).page_sizes == ((300, 400),)
    writer = PdfWriter()
    writer.add_blank_page(400, 300).cropbox = RectangleObject((50, 50, 250, 200))
    cropped = tmp_path / "cropped.pdf"
    writer.write(cropped)
    assert reader.facts(cropped).page_sizes == ((200, 150),)


def test_a_name_with_other_letters_is_read(reader: ChildPdfReader, tmp_path: Path) -> None:
    folder = tmp_path / "Året 2031 – förslag"
    folder.mkdir()
    assert reader.facts(a_pdf(folder / "Hyra №3.pdf", (595, 842))).pages == 1


def test_a_page_becomes_a_picture_on_white(reader: ChildPdfReader, tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "page.pdf", (100, 200))
    image = an_image(reader.page_image(path, 0, 50))
    assert (image.width, image.height) == (50, 100)
    assert image.rgba == b"\xff" * 50 * 100 * 4


def test_ink_is_where_the_page_has_it(reader: ChildPdfReader, tmp_path: Path) -> None:
    path = tmp_path / "ink.pdf"
    content = b"1 0 0 rg 0 100 100 100 re f"
    path.write_bytes(hand_written(content, "0 0 100 200"))
    image = an_image(reader.page_image(path, 0, 50))
    top, bottom = image.rgba[: 4 * 50], image.rgba[-4 * 50 :]
    assert top[:4] == b"\xff\x00\x00\xff"
    assert bottom[:4] == b"\xff\xff\xff\xff"


def test_a_huge_page_becomes_a_picture_of_bearable_size(
    reader: ChildPdfReader, tmp_path: Path
) -> None:
    path = a_pdf(tmp_path / "huge.pdf", (14400, 14400), (3, 14400))
    for page in (0, 1):
        image = an_image(reader.page_image(path, page, 9000))
        assert image.width * image.height <= 24_000_000
        assert len(image.rgba) == image.width * image.height * 4


def test_a_page_that_is_not_there_is_told(reader: ChildPdfReader, tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "one.pdf", (595, 842))
    assert reader.page_image(path, 1, 100) is PdfProblem.NO_PAGES
    assert reader.page_image(path, -1, 100) is PdfProblem.NO_PAGES


def hand_written(content: bytes, box: str) -> bytes:
    """A PDF written by hand, whose cross references readers have to rebuild."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + box.encode() + b"]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length " + str(len(content)).encode() + b">>stream\n" + content + b"\n"
        b"endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def a_missing(path: Path) -> None:
    del path


def an_empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_renamed_page(path: Path) -> None:
    path.write_text("<html><body>Lease</body></html>")


def a_locked(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="AES-128")
    writer.write(path)


def garbage(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"\x00\xff garbage " * 200)


def a_truncated(path: Path) -> None:
    a_pdf(path, *[(595.0, 842.0)] * 20)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


def without_pages(path: Path) -> None:
    PdfWriter().write(path)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (a_missing, PdfProblem.MISSING),
        (an_empty, PdfProblem.EMPTY),
        (a_folder, PdfProblem.FOLDER),
        (a_renamed_page, PdfProblem.NOT_PDF),
        (a_locked, PdfProblem.ENCRYPTED),
        (garbage, PdfProblem.BROKEN),
        (a_truncated, PdfProblem.BROKEN),
        (without_pages, PdfProblem.NO_PAGES),
    ],
)
def test_a_bad_file_is_told_by_its_kind(
    reader: ChildPdfReader, tmp_path: Path, make: object, problem: PdfProblem
) -> None:
    assert callable(make)
    path = tmp_path / "bad.pdf"
    make(path)
    assert reader.facts(path).problem == problem
    assert reader.page_image(path, 0, 100) is problem
    good = a_pdf(tmp_path / "good.pdf", (595, 842))
    assert reader.facts(good).pages == 1


def test_a_folder_in_the_place_of_a_parent_is_told(reader: ChildPdfReader, tmp_path: Path) -> None:
    file = a_pdf(tmp_path / "file.pdf", (595, 842))
    assert reader.facts(file / "inside.pdf").problem == PdfProblem.MISSING
    assert reader.facts(Path("nul\0l.pdf")).problem == PdfProblem.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of POSIX")
def test_a_pipe_is_not_waited_for(reader: ChildPdfReader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert reader.facts(tmp_path / "pipe.pdf").problem == PdfProblem.UNREADABLE


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "large.pdf", (595, 842))
    with ChildPdfReader(never_started, most_bytes=10) as reader:
        assert reader.facts(path).problem == PdfProblem.TOO_LARGE


def never_started() -> list[str]:
    raise AssertionError("the child must not be needed")


def test_a_changed_file_is_read_again(reader: ChildPdfReader, tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "changing.pdf", (595, 842))
    assert reader.facts(path).pages == 1
    a_pdf(path, (595, 842), (595, 842), (100, 100))
    assert reader.facts(path).pages == 3
    assert an_image(reader.page_image(path, 2, 40)).height == 40


def test_what_is_known_is_not_asked_again(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "known.pdf", (100, 100))
    starts: list[int] = []

    def command() -> list[str]:
        starts.append(1)
        return child_command()

    with ChildPdfReader(command) as reader:
        facts = reader.facts(path)
        image = reader.page_image(path, 0, 10)
        assert len(starts) == 1
        reader._end_child()
        assert reader.facts(path) is facts
        assert reader.page_image(path, 0, 10) is image
        assert len(starts) == 1


def test_many_threads_are_served(reader: ChildPdfReader, tmp_path: Path) -> None:
    paths = [a_pdf(tmp_path / f"{n}.pdf", *[(100.0 + n, 200.0)] * (n + 1)) for n in range(12)]
    found: dict[int, int | None] = {}

    def look(number: int) -> None:
        found[number] = reader.facts(paths[number]).pages

    threads = [threading.Thread(target=look, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == {number: number + 1 for number in range(12)}


# -- a child that misbehaves ---------------------------------------------------------------

OURS = "from app.pdf.framing import read_message as r, write_message as w; import sys, os\n"
HELLO = OURS + "i, o = sys.stdin.buffer, sys.stdout.buffer; w(o, {'ready': True}); r(i)\n"


def scripted(text: str) -> list[str]:
    return [sys.executable, "-P", "-c", text]


def test_a_child_that_hangs_is_ended_and_replaced(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "slow.pdf", (100, 100))
    commands = [scripted(HELLO + "import time; time.sleep(60)"), child_command()]
    began = time.monotonic()
    with ChildPdfReader(lambda: commands.pop(0), seconds=0.3) as reader:
        assert reader.facts(path).problem == PdfProblem.TOOK_TOO_LONG
        assert time.monotonic() - began < 10
        reader._seconds = 10
        assert reader.facts(path).pages == 1


def test_a_child_that_was_ended_by_others_is_replaced(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "again.pdf", (100, 100))
    commands = [scripted(HELLO + "os._exit(9)"), child_command()]
    with ChildPdfReader(lambda: commands.pop(0)) as reader:
        assert reader.facts(path).pages == 1


def test_a_file_that_ends_the_child_twice_is_broken(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "deadly.pdf", (100, 100))
    with ChildPdfReader(lambda: scripted(HELLO + "o.write(b'half'); os._exit(9)")) as reader:
        assert reader.facts(path).problem == PdfProblem.BROKEN
        assert reader.page_image(path, 0, 10) is PdfProblem.BROKEN


@pytest.mark.parametrize("command", [["/no/such/program"], scripted("raise SystemExit(3)")])
def test_a_child_that_cannot_start_says_nothing_about_the_file(
    tmp_path: Path, command: list[str]
) -> None:
    path = a_pdf(tmp_path / "fine.pdf", (100, 100))
    with ChildPdfReader(lambda: command) as reader, pytest.raises(PdfReaderUnavailable):
        reader.facts(path)


def test_closing_ends_a_request_under_way(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "closing.pdf", (100, 100))
    asked = tmp_path / "asked"
    text = HELLO + f"open({str(asked)!r}, 'w').close(); import time; time.sleep(60)"
    reader = ChildPdfReader(lambda: scripted(text))
    raised: list[Exception] = []

    def look() -> None:
        try:
            reader.facts(path)
        except PdfReaderUnavailable as error:
            raised.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    deadline = time.monotonic() + 10
    while not asked.exists() and time.monotonic() < deadline:
        thread.join(0.01)
    reader.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(raised) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel limits memory on Linux only")
def test_the_child_may_not_take_all_memory(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "hungry.pdf", (100, 100))
    text = (
        "from app.pdf.child import limit_memory\nlimit_memory()\n"
        + HELLO
        + "taken = bytearray(700 * 1024 * 1024); w(o, {'sizes': [[1, 1]]})"
    )
    with ChildPdfReader(lambda: scripted(text)) as reader:
        assert reader.facts(path).problem == PdfProblem.BROKEN


def test_the_bytes_of_the_file_are_left_as_they_are(reader: ChildPdfReader, tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "same.pdf", (100, 100))
    before = path.read_bytes()
    reader.page_image(path, 0, 30)
    assert path.read_bytes() == before
    assert len(Pypdf(path).pages) == 1
