"""The inbox page, with the page on which the people of an agreement are played."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote, urlencode

from app.emulator.inbox import Message
from app.emulator.plug import Agreement, Person

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 24px 16px; max-width: 62rem;
  color: #1b2733; background: #f6f7f9; }
h1 { font-size: 22px; } h2 { font-size: 17px; margin-top: 32px; }
.card { background: #fff; border: 1px solid #dfe4ea; border-radius: 8px; padding: 12px 16px;
  margin: 10px 0; }
.quiet { color: #5c6a79; font-size: 13px; } .problem { border-color: #c4314b; color: #97213a; }
.code { font: 600 17px ui-monospace, monospace; letter-spacing: .12em; }
form { display: inline-block; margin: 6px 8px 2px 0; }
button { font: inherit; padding: 5px 14px; border-radius: 6px; border: 1px solid #b9c3ce;
  background: #fff; cursor: pointer; }
input { font: inherit; padding: 4px 8px; border: 1px solid #b9c3ce; border-radius: 6px; }
pre { white-space: pre-wrap; font: inherit; margin: 4px 0; } a { color: #1d5fa8; }
@media (prefers-color-scheme: dark) {
  body { color: #e4e9ee; background: #14191f; }
  .card, button, input { background: #1d242c; border-color: #38434f; color: inherit; }
  .quiet { color: #9aa8b6; } a { color: #7db4ee; } .problem { color: #ff9fb0; } }
"""
_LABELS = {
    "open": "Open",
    "authenticate": "Enter the code",
    "sign": "Sign",
    "approve": "Approve",
    "decline": "Decline",
    "deliver_fail": "Let the delivery fail",
    "identify": "Confirm with eID",
    "fail_identify": "Let the eID fail",
    "upload": "Upload a file",
    "answer": "Answer",
    "forward": "Let somebody else act",
    "fill_form": "Fill in the form",
    "delegate": "Let somebody act for you",
    "move": "Put into a folder",
    "complete": "End now",
}
_ASKED = {
    "authenticate": ("code",),
    "decline": ("reason",),
    "identify": ("personal_number",),
    "upload": ("attachment",),
    "answer": ("question", "answer"),
    "forward": ("email",),
    "delegate": ("email",),
    "move": ("folder",),
}


def inbox(messages: Sequence[Message], agreements: Mapping[str, Sequence[Agreement]]) -> str:
    """The messages, newest first, and below them all agreements."""
    cards = [_message(message) for message in reversed(messages)]
    lists = []
    for service, found in agreements.items():
        rows = [_row(service, agreement) for agreement in found]
        lists.append(f"<h2>{escape(service)}</h2>{''.join(rows) or _nothing('No agreements.')}")
    body = "".join(cards) or _nothing("Nothing was sent yet.")
    return _page("Practice inbox", body + "".join(lists))


def play(service: str, agreement: Agreement, person: str | None, problem: str) -> str:
    """One agreement with buttons for what each person (or the one asked for) can do now."""
    people = [one for one in agreement.people if person in (None, one.key)]
    cards = [_person(service, agreement.id, one) for one in people]
    warning = f'<p class="card problem" role="alert">{escape(problem)}</p>' if problem else ""
    head = (
        f'<p class="quiet">{escape(service)} · {escape(agreement.status)} · '
        f'<a href="/inbox">Inbox</a> · <a href="{_path(service, agreement.id)}">Everyone</a></p>'
    )
    return _page(agreement.title, head + warning + "".join(cards))


def with_problem(address: str, problem: str) -> str:
    """`address`, told to show `problem` when there is one."""
    return f"{address}?{urlencode({'problem': problem})}" if problem else address


def _message(message: Message) -> str:
    code = link = ""
    if message.code:
        code = f'<div>Code: <span class="code">{escape(message.code)}</span></div>'
    if message.link:
        link = f'<a href="{escape(message.link)}">Play {escape(message.to)}</a>'
    return (
        f'<div class="card"><div class="quiet">{message.at:%Y-%m-%d %H:%M:%S} UTC · '
        f"{escape(message.service)} · {escape(message.channel)} to {escape(message.to)}</div>"
        f"<strong>{escape(message.subject)}</strong><pre>{escape(message.text)}</pre>"
        f"{code}{link}</div>"
    )


def _row(service: str, agreement: Agreement) -> str:
    return (
        f'<div class="card"><a href="{_path(service, agreement.id)}">{escape(agreement.title)}</a>'
        f' <span class="quiet">{escape(agreement.status)}</span></div>'
    )


def _person(service: str, agreement: str, person: Person) -> str:
    forms = [_form(service, agreement, person.key, action) for action in person.actions]
    notes = "".join(f"<div>{escape(note)}</div>" for note in person.notes)
    return (
        f'<div class="card"><strong>{escape(person.name)}</strong> '
        f'<span class="quiet">{escape(person.status)}</span>{notes}<div>'
        f"{''.join(forms) or _nothing('Nothing to do now.')}</div></div>"
    )


def _form(service: str, agreement: str, person: str, action: str) -> str:
    values = {"service": service, "agreement": agreement, "person": person, "action": action}
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in values.items()
    )
    asked = [(name, name.replace("_", " ")) for name in _ASKED.get(action, ())]
    inputs = "".join(
        f'<input name="{name}" aria-label="{words}" placeholder="{words}"> '
        for name, words in asked
    )
    label = _LABELS.get(action, action.replace("_", " ").capitalize())
    return (
        f'<form method="post" action="/act">{hidden}{inputs}<button>{escape(label)}</button></form>'
    )


def _input(name: str) -> str:
    words = name.replace("_", " ")
    return f'<input name="{name}" aria-label="{words}" placeholder="{words}"> '


def _path(service: str, agreement: str) -> str:
    return f"/play/{quote(service)}/{quote(agreement, safe='')}"


def _nothing(text: str) -> str:
    return f'<p class="quiet">{escape(text)}</p>'


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
