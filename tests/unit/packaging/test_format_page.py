"""The page about the draft file: its examples are read, its words are those of the program."""

import json
import re
from enum import StrEnum
from pathlib import Path

import pytest

from app.domain import draft_format, kinds

HELP = Path(__file__).parents[3] / "resources" / "help"
PAGE = (HELP / "format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: str(json.loads(text)["title"]))
def test_an_example_survives_reading_and_writing(example: str) -> None:
    agreement = draft_format.parse(example)

    assert draft_format.parse(draft_format.render(agreement)) == agreement


@pytest.mark.parametrize(
    "words",
    [
        kinds.ParticipantKind,
        kinds.Role,
        kinds.Delivery,
        kinds.StepType,
        kinds.Order,
        kinds.FieldType,
    ],
)
def test_every_word_of_the_program_is_explained(words: type[StrEnum]) -> None:
    assert [word for word in words if f"`{word}`" not in PAGE and f'"{word}"' not in PAGE] == []


def test_every_known_provider_is_named() -> None:
    assert [each for each in kinds.KNOWN_PROVIDERS if f"`{each}`" not in PAGE] == []
