"""The sentences of findings about settings that only Scrive knows."""

from typing import Final

SETTING_FINDINGS: Final = {
    "review.documents_setting": (
        "A plain document does not carry “{member}”.",
        "Only Scrive Flow takes it. It stays in your draft.",
    ),
    "review.scrive_days": (
        "“{member}” is not a number of days that Scrive takes.",
        "A deadline has 1 to 365 days, and a reminder comes before it.",
    ),
    "review.scrive_many_days": (
        "Not every account takes {days} days to sign.",
        "All take up to 90; newer ones up to 365. Otherwise Scrive refuses before anybody is told.",
    ),
    "review.scrive_late_reminder": (
        "The reminder would come after the deadline.",
        "Scrive takes only one that comes before.",
    ),
    "review.scrive_tags": (
        "The tags for Scrive are not written as it wants them.",
        "Each has a name and a value, both texts.",
    ),
    "review.scrive_text": (
        "“{member}” is not a text.",
        "Scrive takes words there.",
    ),
    "review.scrive_timezone": (
        "Scrive does not know that time zone.",
        "Zones are called as in Europe/Stockholm.",
    ),
    "review.scrive_callback": (
        "Scrive cannot report to that address.",
        "It takes a web address that begins with http or https.",
    ),
    "review.scrive_display": (
        "The display options are not written as Scrive wants them.",
        "Each is switched on or off.",
    ),
    "review.scrive_author": (
        "It is not clear what you do yourself.",
        "You sign or only view.",
    ),
    "review.documents_author": (
        "You sign too.",
        "Scrive may not write to you: open the document there. Nobody is done before you are.",
    ),
    "review.flow_author": (
        "You have no step in a Flow by yourself.",
        "Add yourself as a person who signs, or send a plain document.",
    ),
    "review.flow_settings": (
        "Language and duration are passed on to Flow as they stand in your draft.",
        "How Flow wants them is not documented; it decides.",
    ),
    "review.flow_settings_unknown": (
        "Some settings for Flow are not known.",
        "Only language and duration are passed on.",
    ),
    "review.scrive_send_with": (
        "“{value}” is no way of sending with Scrive.",
        "There are “flow” and “documents”; without either, Countersign chooses.",
    ),
    "review.flow_forms": (
        "The forms are not written as Flow wants them.",
        "Each has a label of its own and a schema for an object.",
    ),
}

SETTING_REPAIRS: Final = {
    "drop_setting": "Take it away",
    "remind_in_time": "Remind after {days} days",
    "callback_https": "Put https:// before it",
}
