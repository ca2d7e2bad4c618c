"""The settings of a draft against those that were read back."""

import pytest

from app.domain.signinghub_settings import DocumentSettings
from app.services.signinghub.bodies_fields import CheckboxField, SignatureField
from app.services.signinghub.bodies_settings import PostProcessBody
from app.services.signinghub.comparing_fields import ELSEWHERE, OTHER, field_difference
from app.services.signinghub.mapping_settings import (
    post_process_of,
    same_certification,
    same_post_process,
)
from app.services.signinghub.placing import Place
from app.services.signinghub.wire import Certify, Document, Person, PostProcess
from app.services.signinghub.wire_fields import placed_fields
from tests.support.signinghub_office import a_package

PLACE = Place(page=2, x=10, y=20, width=12, height=12)
RESULT = PostProcessBody(
    enabled=True, recipients=[("Archive", "Archive@example.com")], message="All\nsigned."
)


def test_the_result_is_told_in_the_words_of_each_version() -> None:
    told = {"enabled": True, "onedrive": True, "message": " Done. "}
    agreement = a_package(signinghub={"post_process": told})  # type: ignore[dict-item]
    wanted = post_process_of(agreement, v4=True)
    older = post_process_of(agreement, v4=False)

    assert wanted is not None
    assert (wanted.one_drive, wanted.message) == (True, "Done.")
    assert older is not None
    assert not older.one_drive
    assert post_process_of(a_package(), v4=True) is None


def test_the_result_is_the_same_by_what_is_told_of_it() -> None:
    people = (Person(user_email="archive@example.com"),)
    there = PostProcess(enabled=True, recipients=people, message="All signed.")

    assert same_post_process(RESULT, there)
    assert same_post_process(
        RESULT, PostProcess(enabled=True, contacts=people, message="All signed.")
    )
    assert not same_post_process(RESULT, PostProcess(enabled=False, recipients=people))
    assert not same_post_process(RESULT, PostProcess(enabled=True, message="All signed."))
    assert not same_post_process(RESULT, PostProcess())


@pytest.mark.parametrize(
    ("wanted", "there", "same"),
    [
        (DocumentSettings(), Document(), True),
        (DocumentSettings(certified=""), Document(certify=Certify(enabled=False)), True),
        (DocumentSettings(certified=""), Document(certify=Certify(enabled=True)), False),
        (
            DocumentSettings(certified="NO_CHANGES_ALLOWED"),
            Document(certify=Certify(enabled=True, default_permission="NO CHANGES ALLOWED")),
            True,
        ),
        (
            DocumentSettings(certified="NO_CHANGES_ALLOWED"),
            Document(certify=Certify(enabled=True, permission="FORM_FILLING_ALLOWED")),
            False,
        ),
        (DocumentSettings(lock_form_fields=True), Document(lock_form_fields=False), False),
    ],
)
def test_a_document_is_certified_as_the_draft_says(
    wanted: DocumentSettings, there: Document, same: bool
) -> None:
    assert same_certification(wanted, there) is same


BOX = {"x": 11, "y": 19, "width": 12, "height": 12}


@pytest.mark.parametrize(
    ("told", "difference"),
    [
        ({}, ""),
        ({"page_no": 1}, ELSEWHERE),
        ({"dimensions": {"field": {**BOX, "x": 40}}}, ELSEWHERE),
        ({"value": True, "validation_rule": "Optional"}, ""),
        ({"value": "false"}, OTHER),
        ({"validation_rule": "MANDATORY"}, OTHER),
    ],
)
def test_a_field_is_compared_by_what_is_told_of_it(
    told: dict[str, object], difference: str
) -> None:
    written = CheckboxField(order=1, field_name="f", place=PLACE, ticked=True)
    entry = {"field_name": "f", "page_no": 2, "dimensions": {"field": BOX}, **told}
    [found] = placed_fields({"checkbox": [entry]})  # type: ignore[list-item]

    assert field_difference(written, found, v4=True) == difference


def test_a_signature_that_asks_for_no_code_any_more_is_other() -> None:
    written = SignatureField(order=1, field_name="f", place=PLACE, mobile_number="+46701740605")
    entry = {"field_name": "f", "authentication": {"enabled": False}, "display": "VISIBLE"}
    [found] = placed_fields({"electronic_signature": [entry]})  # type: ignore[list-item]

    assert field_difference(written, found, v4=False) == OTHER
