"""What a party is asked for besides signing: files to upload, questions to answer."""

from collections.abc import Sequence

from app.emulator import sealing
from app.emulator.json_value import JsonObject
from app.emulator.plug import NotPlayable
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import State

Parts = Sequence[tuple[Document, Party]]
"""One person's party in each document of the agreement."""
_YES, _NO = frozenset({"", "yes", "true"}), frozenset({"no", "false"})


def actions(parts: Parts) -> tuple[str, ...]:
    """What can still be done, of `upload` and `answer`."""
    open_errands = {"upload": _missing(parts), "answer": _unanswered(parts)}
    return tuple(name for name, left in open_errands.items() if left)


def hold_back(parts: Parts) -> bool:
    """Whether something must be done before the person can sign."""
    return bool(_unanswered(parts)) or any(one["required"] for _, one in _missing(parts))


def notes(parts: Parts) -> tuple[str, ...]:
    """A line for everything that is still asked for."""
    files = [
        f"Asked to upload: {one['name']}{'' if one['required'] else ' (if you like)'}"
        for _, one in _missing(parts)
    ]
    questions = [
        f"Question {number}: {one['title']} ({one['positive_option']} / {one['negative_option']})"
        for _, number, one in _unanswered(parts)
    ]
    return (*files, *questions)


def upload(state: State, parts: Parts, name: str) -> None:
    """Upload a file that is asked for (without a name: the next one); a page is made up for it."""
    for document, wanted in _missing(parts):
        if name in ("", wanted["name"]):
            title = str(wanted["name"])
            data = sealing.write_pdf([(title, [str(wanted["description"])])])
            file = state.store(f"{title}.pdf", data)
            document.uploads.append(file)
            wanted.update(file_id=file.id, file_name=file.name)
            document.touch(state.now)
            return
    raise NotPlayable(f"no file called {name} is asked for")


def answer(state: State, parts: Parts, question: str, reply: str) -> None:
    """Answer a question by its number (without one: the next); yes, no, or in its own words."""
    for document, number, asked in _unanswered(parts):
        if question in ("", str(number)):
            asked["response"] = _response(asked, reply.strip())
            document.touch(state.now)
            return
    raise NotPlayable(f"question {question} is not open")


def _response(asked: JsonObject, reply: str) -> bool:
    if reply == asked["positive_option"] or reply.casefold() in _YES:
        return True
    if reply == asked["negative_option"] or reply.casefold() in _NO:
        return False
    raise NotPlayable(f"answer {asked['positive_option']} or {asked['negative_option']}")


def _missing(parts: Parts) -> list[tuple[Document, JsonObject]]:
    return [
        (document, one)
        for document, party in parts
        if party.role == "signing_party" and not party.sign_time
        for one in party.wanted_files
        if one["file_id"] is None
    ]


def _unanswered(parts: Parts) -> list[tuple[Document, int, JsonObject]]:
    return [
        (document, number, one)
        for document, party in parts
        if party.role == "signing_party" and not party.sign_time
        for number, one in enumerate(party.questions, start=1)
        if one["response"] is None
    ]
