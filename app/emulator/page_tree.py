"""The pages of a PDF: how many there are, and the file without some of them."""

import re
from collections.abc import Collection

from app.emulator import pdf_facts, sealing
from app.emulator.plain_pdf import NotPlainError, PlainPdf

_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_COUNT = re.compile(rb"/Count\s+\d+")
_DEEPEST = 50


def count(data: bytes) -> int:
    """How many pages the file has, as far as that can be told."""
    try:
        return len(_Tree(PlainPdf(data)).leaves)
    except NotPlainError:
        return pdf_facts.read_facts(data).pages


def without(data: bytes, pages: Collection[int]) -> bytes:
    """The file without these pages (from 1), some of which must stay.

    A file that hides its structure is replaced by one that has the right number of pages.
    """
    try:
        pdf = PlainPdf(data)
        tree = _Tree(pdf)
        return pdf.updated(tree.without({tree.leaves[page - 1] for page in pages}))
    except NotPlainError:
        kept = [page for page in range(1, count(data) + 1) if page not in pages]
        note = "The page itself is not part of this practice file."
        return sealing.write_pdf([(f"Page {page} of the original", [note]) for page in kept])


class _Tree:
    """The page tree of one file."""

    def __init__(self, pdf: PlainPdf) -> None:
        self._pdf = pdf
        self._children: dict[int, list[int]] = {}
        self.leaves = self._walk(pdf.pages_node, 0)

    def _walk(self, node: int, depth: int) -> list[int]:
        found = _KIDS.search(self._pdf.object(node))
        if found is None:
            return [node]
        if depth > _DEEPEST:
            raise NotPlainError
        kids = [int(each) for each in re.findall(rb"(\d+)\s+0\s+R", found[1])]
        self._children[node] = kids
        return [leaf for kid in kids for leaf in self._walk(kid, depth + 1)]

    def without(self, leaves: set[int]) -> dict[int, bytes]:
        """The nodes as they are when these leaves are gone."""
        changed: dict[int, bytes] = {}
        self._prune(self._pdf.pages_node, leaves, changed)
        return changed

    def _prune(self, node: int, leaves: set[int], changed: dict[int, bytes]) -> int:
        """Answers how many leaves stay below `node`."""
        kids = self._children.get(node)
        if kids is None:
            return 0 if node in leaves else 1
        left = {kid: self._prune(kid, leaves, changed) for kid in kids}
        listed = b" ".join(b"%d 0 R" % kid for kid in kids if left[kid])
        text = _KIDS.sub(b"/Kids [" + listed + b"]", self._pdf.object(node), count=1)
        amount = sum(left.values())
        changed[node] = _COUNT.sub(b"/Count %d" % amount, text, count=1)
        return amount
