"""The endpoints of both Scrive APIs, with the parameters that each of them takes."""

from werkzeug.routing import Map, Rule

from app.emulator.scrive.endpoints import (
    CHECK,
    CREATE,
    FULL,
    SEND,
    Endpoint,
    changing,
    page,
    posting,
    reading,
)

_AUTHENTICATION = ("authentication_type", "personal_number", "mobile_number")

_ACCOUNT: dict[str, Endpoint] = {
    "monitor_status": reading("monitor/status", "", is_open=True),
    "get_profile": reading("getprofile", FULL),
    "list_users": reading("usergroups/<group_id>/users", FULL),
    "count_by_days": reading("usagestats/days", FULL),
    "count_by_months": reading("usagestats/months", FULL),
}
_LIBRARY: dict[str, Endpoint] = {
    "list_attachments": reading("attachments/list", FULL, "domain", "filter", "sorting"),
    "download_attachment": reading("attachments/<attachment_id>/download/<name>", FULL),
    "new_attachment": posting("attachments/new", FULL, "title", files=("file",)),
    "delete_attachments": posting("attachments/delete", FULL, "attachment_ids"),
    "share_attachments": posting("attachments/setsharing", FULL, "attachment_ids", "shared"),
    "get_folder": reading("folders/<folder_id>", FULL, "recursive"),
    "create_folder": posting("folders/create", FULL, "folder"),
    "update_folder": posting("folders/<folder_id>/update", FULL, "folder"),
    "delete_folder": posting("folders/<folder_id>/delete", FULL),
    "list_folder": reading("folders/<folder_id>/list", FULL),
}
_SIGN_IN: dict[str, Endpoint] = {
    "get_personal_token": posting(
        "getpersonaltoken", "", "email", "password", "login_token", is_open=True
    ),
    "issue_login_token": posting("gettokenforpersonalcredentials/<user_id>", FULL, "minutes"),
    "log_in": posting("loginandgetsession", "", "personal_token", is_open=True),
    "open_with_session": page("GET", "/loginwithredirect", "session_id", "url"),
    "get_temporary_credentials": page("GET", "/oauth/temporarycredentials", "privileges"),
    "show_authorization": page("GET", "/oauth/authorization", "oauth_token"),
    "answer_authorization": page("POST", "/oauth/authorization", "oauth_token", "answer"),
    "get_token_credentials": page("GET", "/oauth/tokencredentials"),
}
_PREPARING: dict[str, Endpoint] = {
    "new_document": posting("documents/new", CREATE, "saved", files=("file",)),
    "update_document": changing("update", CREATE, "document"),
    "set_file": changing("setfile", CREATE, files=("file",)),
    "append_file": changing("appendfile", CREATE, files=("file",)),
    "set_attachments": changing("setattachments", CREATE, "attachments", "incremental", files=None),
    "remove_pages": changing("removepages", CREATE, "pages"),
    "clone_document": changing("clone", CREATE),
    "new_from_template": posting(
        "documents/newfromtemplate/<document_id>", CREATE, "document_id", "object_version"
    ),
    "share_templates": posting("documents/templates/setsharing", CREATE, "document_ids", "shared"),
    "start_document": changing("start", SEND),
    "can_be_started": reading("documents/<document_id>/canbestarted", SEND),
}
_READING: dict[str, Endpoint] = {
    "list_documents": reading("documents/list", CHECK, "offset", "max", "filter", "sorting"),
    "get_document": reading("documents/<document_id>/get", CHECK),
    "get_by_short_id": reading("documents/<short_id>/getbyshortid", CHECK),
    "get_history": reading("documents/<document_id>/history", CHECK, "lang"),
    "get_main_file": reading("documents/<document_id>/files/main", CHECK),
    "get_main_file_named": reading("documents/<document_id>/files/main/<filename>", CHECK),
    "get_file": reading("documents/<document_id>/files/<file_id>", CHECK),
    "get_file_named": reading("documents/<document_id>/files/<file_id>/<filename>", CHECK),
    "list_evidence": reading("documents/<document_id>/evidenceattachments", CHECK),
    "get_qr_code": reading("documents/<document_id>/<party_id>/getqrcode", CHECK),
}
_RUNNING: dict[str, Endpoint] = {
    "cancel_document": changing("cancel", SEND),
    "remind_parties": changing("remind", SEND),
    "set_auto_reminder": changing("setautoreminder", SEND, "days"),
    "prolong_document": changing("prolong", SEND, "days"),
    "forward_document": changing("forward", SEND, "email", "no_content", "no_attachments"),
    "restart_document": changing("restart", CREATE),
    "call_back": changing("callback", SEND),
    "update_tags": changing("tags/update", SEND, "tags"),
    "trash_document": changing("trash", SEND),
    "delete_document": changing("delete", SEND),
    "trash_documents": posting("documents/trash", SEND, "document_ids"),
    "delete_documents": posting("documents/delete", SEND, "document_ids"),
    "set_authentication_to_view": changing(
        "<party_id>/setauthenticationtoview", SEND, *_AUTHENTICATION
    ),
    "set_authentication_to_sign": changing(
        "<party_id>/setauthenticationtosign", SEND, *_AUTHENTICATION, "company_number"
    ),
    "set_authentication_to_view_archived": changing(
        "<party_id>/setauthenticationtoviewarchived", SEND, *_AUTHENTICATION
    ),
    "change_email_and_mobile": changing(
        "<party_id>/changeemailandmobile", SEND, "email", "mobile_number"
    ),
    "resend_invitation": changing("<party_id>/resend", SEND),
}
_FLOW: dict[str, Endpoint] = {
    "get_data_retention": Endpoint(method="GET", path="/flow/folders/home/data_retention"),
    "create_instance": Endpoint(method="POST", path="/flow/instances", privilege=FULL),
    "list_instances": Endpoint(method="GET", path="/flow/instances", privilege=FULL),
    "get_instance": Endpoint(method="GET", path="/flow/instances/<instance_id>", privilege=FULL),
    "cancel_instance": Endpoint(
        method="POST", path="/flow/instances/<instance_id>/cancel", privilege=FULL
    ),
}
_PAGES: dict[str, Endpoint] = {
    "open_document_page": page("GET", "/d/<document_id>"),
    "open_signing_page": page("GET", "/s/<document_id>/<party_id>/<token>"),
    "open_overview": page("GET", "/flow/overview/<instance_id>/<label>/<token>"),
}

ENDPOINTS: dict[str, Endpoint] = {
    **_ACCOUNT,
    **_LIBRARY,
    **_SIGN_IN,
    **_PREPARING,
    **_READING,
    **_RUNNING,
    **_FLOW,
    **_PAGES,
}

ROUTES = Map(
    [
        Rule(endpoint.path, endpoint=name, methods=[endpoint.method])
        for name, endpoint in ENDPOINTS.items()
    ],
    strict_slashes=True,
    merge_slashes=False,
)
