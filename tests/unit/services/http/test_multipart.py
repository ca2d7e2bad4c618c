"""Multipart bodies, read back by a parser that we did not write."""

import io

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.formparser import parse_form_data

from app.services.http.multipart import FilePart, ascii_file_name, multipart

NAMES = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


@given(
    fields=st.dictionaries(NAMES, TEXTS, max_size=4),
    files=st.dictionaries(NAMES, st.tuples(TEXTS, st.binary(max_size=5000)), max_size=3),
)
def test_what_a_server_parses_is_what_was_given(
    fields: dict[str, str], files: dict[str, tuple[str, bytes]]
) -> None:
    body, content_type = multipart(
        fields,
        [
            FilePart(name=name, file_name=file_name, stream=io.BytesIO(content))
            for name, (file_name, content) in files.items()
        ],
    )
    data = b"".join(body)
    assert len(data) == body.len
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(body.len),
        "wsgi.input": io.BytesIO(data),
    }
    _, form, sent = parse_form_data(environ)
    assert dict(form) == fields
    assert {name: each.read() for name, each in sent.items()} == {
        name: content for name, (_, content) in files.items()
    }
    for name, each in sent.items():
        assert each.filename == ascii_file_name(files[name][0])
        assert each.content_type == "application/pdf"
        each.close()


@given(TEXTS)
def test_a_file_name_is_plain_and_short_whatever_it_was(text: str) -> None:
    name = ascii_file_name(text)
    assert name
    assert len(name) <= 100
    assert name.isascii()
    assert not set(name) & set('"\\/:\r\n\0%;')
    assert not name.startswith(".")
    assert ascii_file_name(name) == name


def test_a_file_name_keeps_what_can_be_kept() -> None:
    assert (
        ascii_file_name("Hyresavtal \u00c5ngstr\u00f6m-b2c4-1.pdf")
        == "Hyresavtal Angstrom-b2c4-1.pdf"
    )
    assert ascii_file_name("\u0434\u043e\u0433\u043e\u0432\u043e\u0440.pdf") == "document.pdf"
    assert ascii_file_name("../../etc/passwd") == "etc_passwd"
    assert ascii_file_name("x" * 300 + ".pdf") == "x" * 96 + ".pdf"


def test_a_field_name_cannot_break_out_of_its_header() -> None:
    body, _ = multipart({'a"\r\nX-Evil: 1': "v"}, [])
    head = b"".join(body).split(b"\r\n\r\n")[0]
    assert head.count(b"\r\n") == 1
