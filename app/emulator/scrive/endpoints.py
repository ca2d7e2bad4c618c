"""What one endpoint of the Scrive APIs takes, and the privilege that it asks for."""

from dataclasses import dataclass

DOCUMENT_API = "/api/v2"
CREATE, SEND, CHECK, FULL = "DOC_CREATE", "DOC_SEND", "DOC_CHECK", "FULL_ACCESS"
PRIVILEGES = frozenset({CREATE, SEND, CHECK, FULL})
_GUARDED = frozenset({"document_id", "object_version"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What a call may carry; anything else is refused."""

    method: str
    path: str
    privilege: str = ""
    """Needed besides valid credentials; empty: none."""
    form: frozenset[str] = frozenset()
    files: frozenset[str] | None = frozenset()
    """Names of its file parts; None: the request names them itself."""
    query: frozenset[str] = frozenset()
    is_open: bool = False
    """Needs no credentials."""

    @property
    def takes_forms(self) -> bool:
        """Whether its body is a form: every POST of the Document API, none of Flow's."""
        return self.method == "POST" and not self.path.startswith("/flow/")


def posting(
    path: str, privilege: str, *form: str, files: tuple[str, ...] = (), is_open: bool = False
) -> Endpoint:
    """A POST of the Document API that acts on no single document."""
    return Endpoint(
        method="POST",
        path=f"{DOCUMENT_API}/{path}",
        privilege=privilege,
        form=frozenset(form),
        files=frozenset(files),
        is_open=is_open,
    )


def changing(path: str, privilege: str, *form: str, files: tuple[str, ...] | None = ()) -> Endpoint:
    """A POST on one document, guarded by `object_version` if the client likes.

    `path` follows the document's id.
    """
    return Endpoint(
        method="POST",
        path=f"{DOCUMENT_API}/documents/<document_id>/{path}",
        privilege=privilege,
        form=_GUARDED | frozenset(form),
        files=None if files is None else frozenset(files),
    )


def reading(path: str, privilege: str, *query: str, is_open: bool = False) -> Endpoint:
    """A GET of the Document API."""
    return Endpoint(
        method="GET",
        path=f"{DOCUMENT_API}/{path}",
        privilege=privilege,
        query=frozenset(query),
        is_open=is_open,
    )


def page(method: str, path: str, *names: str) -> Endpoint:
    """A web page that needs no credentials; `names` are what its form or query carries."""
    known = frozenset(names)
    return Endpoint(method=method, path=path, form=known, query=known, is_open=True)
