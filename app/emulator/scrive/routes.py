"""The endpoints of both Scrive APIs, with the parameters that each of them takes."""

from dataclasses import dataclass

from werkzeug.routing import Map, Rule

_VERSION = "/api/v2"
_GUARDED = frozenset({"document_id", "object_version"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What a call may carry; anything else is refused."""

    method: str
    path: str
    form: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    query: frozenset[str] = frozenset()
    is_open: bool = False
    """Needs no credentials."""

    @property
    def takes_forms(self) -> bool:
        """Whether its body is a form: every POST of the Document API, none of Flow's."""
        return self.method == "POST" and self.path.startswith(_VERSION)


def _changing(path: str, *form: str, files: tuple[str, ...] = ()) -> Endpoint:
    """A POST that acts on one document, guarded by `object_version` if the client likes."""
    return Endpoint(
        method="POST",
        path=f"{_VERSION}/documents/<document_id>/{path}",
        form=_GUARDED | frozenset(form),
        files=frozenset(files),
    )


def _reading(path: str, *query: str) -> Endpoint:
    return Endpoint(method="GET", path=f"{_VERSION}/{path}", query=frozenset(query))


ENDPOINTS: dict[str, Endpoint] = {
    "monitor_status": Endpoint(method="GET", path=f"{_VERSION}/monitor/status", is_open=True),
    "get_profile": _reading("getprofile"),
    "list_documents": _reading("documents/list", "offset", "max", "filter", "sorting"),
    "new_document": Endpoint(
        method="POST",
        path=f"{_VERSION}/documents/new",
        form=frozenset({"saved"}),
        files=frozenset({"file"}),
    ),
    "update_document": _changing("update", "document"),
    "set_file": _changing("setfile", files=("file",)),
    "start_document": _changing("start"),
    "cancel_document": _changing("cancel"),
    "remind_parties": _changing("remind"),
    "trash_document": _changing("trash"),
    "delete_document": _changing("delete"),
    "get_document": _reading("documents/<document_id>/get"),
    "can_be_started": _reading("documents/<document_id>/canbestarted"),
    "get_history": _reading("documents/<document_id>/history", "lang"),
    "get_main_file": _reading("documents/<document_id>/files/main"),
    "get_main_file_named": _reading("documents/<document_id>/files/main/<filename>"),
    "get_file": _reading("documents/<document_id>/files/<file_id>"),
    "get_file_named": _reading("documents/<document_id>/files/<file_id>/<filename>"),
    "get_data_retention": Endpoint(method="GET", path="/flow/folders/home/data_retention"),
    "create_instance": Endpoint(method="POST", path="/flow/instances"),
    "open_document_page": Endpoint(method="GET", path="/d/<document_id>", is_open=True),
    "open_signing_page": Endpoint(
        method="GET", path="/s/<document_id>/<party_id>/<token>", is_open=True
    ),
    "open_overview": Endpoint(
        method="GET", path="/flow/overview/<instance_id>/<label>/<token>", is_open=True
    ),
}

ROUTES = Map(
    [
        Rule(endpoint.path, endpoint=name, methods=[endpoint.method])
        for name, endpoint in ENDPOINTS.items()
    ],
    strict_slashes=True,
    merge_slashes=False,
)
