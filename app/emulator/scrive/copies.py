"""Fresh drafts that are copies of other documents."""

import copy

from app.emulator.scrive import fields
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import State


def fresh_copy(state: State, source: Document) -> Document:
    """A draft like `source`, with ids of its own and without what happened to the other.

    The author's name and contacts are taken anew from the account.
    """
    made = state.new_document(source.title, source.file)
    made.settings = copy.deepcopy(source.settings)
    made.tags = dict(source.tags)
    made.attachments = list(source.attachments)
    made.parties = [_fresh(state, party) for party in source.parties]
    made.object_version = 1
    return made


def from_template(state: State, template: Document) -> Document:
    """A draft that can be sent, made from a template."""
    made = fresh_copy(state, template)
    made.settings["is_template"] = False
    made.template_id = template.id
    return made


def _fresh(state: State, party: Party) -> Party:
    own_fields = copy.deepcopy(party.fields)
    if party.is_author:
        own_fields = fields.with_account_values(own_fields, state.account)
    made = Party(
        id=state.ids.scrive_id(),
        is_author=party.is_author,
        link_token=state.ids.secret(),
        user_id=party.user_id,
        settings=copy.deepcopy(party.settings),
        fields=own_fields,
    )
    for wanted in made.wanted_files:
        wanted.update(file_id=None, file_name=None)
    for question in made.questions:
        question["response"] = None
    return made
