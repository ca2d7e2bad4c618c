"""The draft file: what is read, what is written, and what is refused with its place."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.draft_reader import safe_relative
from app.domain.errors import DomainError
from app.domain.kinds import ParticipantKind, Role
from app.domain.process import Step
from tests.support.agreements import an_agreement
from tests.support.generated_drafts import agreements

EXAMPLE = """
{"format": "agreement", "version": 1, "id": "0f2c6c0e-6a53-4f0b-8f39-1c3f6f0f3c11",
 "title": "Lease 2031", "message": "", "language": "en",
 "documents": [{"label": "contract", "file": "contract.pdf", "name": "Contract"}],
 "participants": [
   {"label": "bodil", "name": "Bodil Oskarsson", "email": "bodil@example.com", "role": "signer"},
   {"label": "inga", "name": "Inga Engberg", "phone": "+46702254141", "role": "signer",
    "delivery": "sms",
    "authentication": {
      "view": {"provider": "sms_otp", "max_attempts": 3},
      "sign": [{"label": "inga_sign_auth", "provider": "sms_otp", "max_attempts": 3}]}}],
 "process": {"type": "parallel_all", "steps": [
   {"type": "sign", "participant": "bodil", "documents": ["contract"]},
   {"type": "sign", "participant": "inga", "authentication": "inga_sign_auth",
    "documents": ["contract"]}]},
 "fields": [{"type": "signature", "participant": "bodil", "document": "contract", "page": 1,
             "x": 72, "y": 640, "width": 180, "height": 48}],
 "scrive": {}, "signinghub": {}}
"""


def example() -> dict[str, object]:
    return json.loads(EXAMPLE)  # type: ignore[no-any-return]


def refused(value: object) -> tuple[str, str]:
    with pytest.raises(DomainError) as caught:
        draft_format.parse(json.dumps(value))
    return caught.value.code, caught.value.where


def test_the_example_of_the_format_is_read_and_written_back_unchanged() -> None:
    agreement = draft_format.parse(EXAMPLE)
    assert draft_format.write(agreement) == example()
    assert agreement.participants[1].authentication.sign[0].label == "inga_sign_auth"


def test_what_is_absent_has_its_default() -> None:
    agreement = draft_format.parse(
        '{"format": "agreement", "version": 1, "participants": [{"label": "bo"}]}'
    )
    [person] = agreement.participants
    assert (person.kind, person.role, person.delivery) == (
        ParticipantKind.PERSON,
        Role.SIGNER,
        None,
    )
    assert agreement.process is None


def test_a_single_step_may_be_the_whole_process() -> None:
    value = example()
    value["process"] = {"type": "sign", "participant": "bodil", "documents": ["contract"]}
    agreement = draft_format.parse(json.dumps(value))
    assert isinstance(agreement.process, Step)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ((), "/colour"),
        (("documents", 0), "/documents/0/colour"),
        (("participants", 1), "/participants/1/colour"),
        (("participants", 1, "authentication"), "/participants/1/authentication/colour"),
        (
            ("participants", 1, "authentication", "view"),
            "/participants/1/authentication/view/colour",
        ),
        (("process",), "/process/colour"),
        (("process", "steps", 1), "/process/steps/1/colour"),
        (("fields", 0), "/fields/0/colour"),
    ],
)
def test_an_unknown_member_is_refused_with_its_path(
    path: tuple[str | int, ...], where: str
) -> None:
    value = example()
    inner: object = value
    for name in path:
        inner = inner[name]  # type: ignore[index]
    inner["colour"] = "red"  # type: ignore[index]
    assert refused(value) == ("draft.unknown_member", where)


def test_the_settings_of_a_service_are_not_ours_to_judge() -> None:
    value = example()
    value["scrive"] = {"tags": [{"name": "x", "value": None}], "days_to_sign": 20}
    assert draft_format.write(draft_format.parse(json.dumps(value)))["scrive"] == value["scrive"]


@pytest.mark.parametrize(
    ("member", "value", "code", "where"),
    [
        ("format", "invoice", "draft.not_an_agreement", "/format"),
        ("format", None, "draft.wrong_type", "/format"),
        ("version", 2, "draft.newer_version", "/version"),
        ("version", 0, "draft.bad_value", "/version"),
        ("version", "1", "draft.wrong_type", "/version"),
        ("version", True, "draft.wrong_type", "/version"),
        ("title", 5, "draft.wrong_type", "/title"),
        ("documents", {}, "draft.wrong_type", "/documents"),
        ("documents", ["contract"], "draft.wrong_type", "/documents/0"),
        ("documents", [{"label": "c"}], "draft.missing_member", "/documents/0/file"),
        ("documents", [{"label": "c", "file": ""}], "draft.empty_member", "/documents/0/file"),
        ("documents", [{"label": "C", "file": "c.pdf"}], "draft.bad_label", "/documents/0/label"),
        (
            "participants",
            [{"label": "b", "role": "boss"}],
            "draft.unknown_word",
            "/participants/0/role",
        ),
        (
            "participants",
            [{"label": "b", "role": ""}],
            "draft.unknown_word",
            "/participants/0/role",
        ),
        ("participants", [{"label": "contract"}], "draft.repeated_label", "/participants/0/label"),
        ("process", {"type": ""}, "draft.empty_member", "/process/type"),
        ("process", {"type": "sequence"}, "draft.missing_member", "/process/steps"),
        (
            "process",
            {"type": "sign", "participant": "b", "documents": ["C"]},
            "draft.bad_label",
            "/process/documents/0",
        ),
        (
            "process",
            {"type": "sign", "participant": "b", "documents": [1]},
            "draft.wrong_type",
            "/process/documents/0",
        ),
        ("process", [], "draft.wrong_type", "/process"),
        ("scrive", [], "draft.wrong_type", "/scrive"),
    ],
)
def test_a_mistake_is_refused_with_its_place(
    member: str, value: object, code: str, where: str
) -> None:
    changed = example()
    changed[member] = value
    assert refused(changed) == (code, where)


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"page": 0}, "draft.bad_value", "/fields/0/page"),
        ({"page": 1.5}, "draft.wrong_type", "/fields/0/page"),
        ({"x": "left"}, "draft.wrong_type", "/fields/0/x"),
        ({"x": 10**400}, "draft.bad_value", "/fields/0/x"),
        ({"required": "yes"}, "draft.wrong_type", "/fields/0/required"),
        ({"type": None}, "draft.wrong_type", "/fields/0/type"),
    ],
)
def test_a_field_is_read_strictly(changes: dict[str, object], code: str, where: str) -> None:
    value = example()
    value["fields"][0].update(changes)  # type: ignore[index]
    assert refused(value) == (code, where)


@pytest.mark.parametrize("attempts", [0, -1])
def test_there_is_at_least_one_attempt(attempts: int) -> None:
    value = example()
    value["participants"][1]["authentication"]["view"]["max_attempts"] = attempts  # type: ignore[index]
    where = "/participants/1/authentication/view/max_attempts"
    assert refused(value) == ("draft.bad_value", where)


def test_a_bad_label_of_an_authentication_is_refused() -> None:
    value = example()
    value["participants"][1]["authentication"]["sign"][0]["label"] = "Inga!"  # type: ignore[index]
    assert refused(value) == (
        "draft.bad_label",
        "/participants/1/authentication/sign/0/label",
    )


def test_a_process_nested_beyond_reason_is_refused() -> None:
    node: dict[str, object] = {"type": "sign", "participant": "bodil"}
    for _ in range(60):
        node = {"type": "sequence", "steps": [node]}
    value = example()
    value["process"] = node
    assert refused(value)[0] == "draft.too_deep"


def test_text_nested_beyond_the_decoder_is_refused() -> None:
    with pytest.raises(DomainError) as caught:
        draft_format.parse("[" * 100_000)
    assert caught.value.code in {"draft.too_deep", "draft.not_json"}


@pytest.mark.parametrize("text", [b"\xff\xfe", "", "{", "not json", b"\x89PNG"])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(DomainError) as caught:
        draft_format.parse(text)
    assert caught.value.code == "draft.not_json"


def test_a_member_that_stands_twice_is_refused() -> None:
    with pytest.raises(DomainError) as caught:
        draft_format.parse('{"format": "agreement", "format": "agreement", "version": 1}')
    assert caught.value.code == "draft.repeated_member"


def test_something_else_than_an_object_is_refused() -> None:
    assert refused([])[0] == "draft.wrong_type"


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../x.pdf",
        "a/../../x.pdf",
        "C:\\x.pdf",
        "c:x.pdf",
        "\\\\host\\x",
        "~/x.pdf",
        "",
        "a//b.pdf",
        "./x.pdf",
        "x\x00.pdf",
    ],
)
def test_a_path_that_leaves_the_folder_is_refused(path: str) -> None:
    assert not safe_relative(path)
    if path:
        value = example()
        value["documents"][0]["file"] = path  # type: ignore[index]
        assert refused(value) == ("draft.file_outside", "/documents/0/file")


@pytest.mark.parametrize("path", ["x.pdf", "files/x.pdf", "a b/ä.pdf", "...pdf"])
def test_a_path_inside_the_folder_is_fine(path: str) -> None:
    assert safe_relative(path)


def test_the_canonical_form_leaves_the_id_out() -> None:
    one = an_agreement()
    assert draft_format.canonical(one) == draft_format.canonical(replace(one, id=""))
    assert draft_format.canonical(one) != draft_format.canonical(replace(one, title="Other"))


@given(agreements())
def test_whatever_is_written_is_read_back_the_same(agreement: Agreement) -> None:
    assert draft_format.parse(draft_format.render(agreement)) == agreement


def test_the_canonical_form_never_changes() -> None:
    """What is on its way is compared with it, and a draft without an id is known again by it."""
    text = """{"format": "agreement", "version": 1, "title": "Lease", "language": "sv",
        "documents": [{"label": "contract", "file": "contract.pdf", "name": "Contract"}],
        "participants": [
          {"label": "bodil", "name": "Bodil Ö", "email": "bodil@example.com"},
          {"label": "inga", "name": "Inga", "phone": "+46702254141", "delivery": "sms",
           "authentication": {"sign": [{"label": "code", "provider": "sms_otp"}]}}],
        "process": {"type": "sequence", "steps": [
          {"type": "sign", "participant": "inga", "authentication": "code",
           "documents": ["contract"]},
          {"type": "sign", "participant": "bodil", "documents": ["contract"]}]},
        "fields": [{"type": "signature", "participant": "bodil", "document": "contract",
                    "page": 1, "x": 72, "y": 640.5, "width": 180, "height": 48}],
        "scrive": {"tags": [], "days_to_sign": 30}, "signinghub": {}}"""
    found = hashlib.sha256(draft_format.canonical(draft_format.parse(text))).hexdigest()
    assert found == "48a68fbd731453ff1b29a3344b570e2db2917ca30c54dcd847118670e34dd497"
