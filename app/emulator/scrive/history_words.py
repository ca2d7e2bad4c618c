"""The sentences of a document's history, in the languages that the emulator speaks."""

_SWEDISH = {
    "The document was created.": "Dokumentet skapades.",
    "The document was sent.": "Dokumentet skickades.",
    "The invitation was delivered.": "Inbjudan levererades.",
    "The invitation could not be delivered.": "Inbjudan kunde inte levereras.",
    "The invitation was read.": "Inbjudan lästes.",
    "A reminder was sent.": "En påminnelse skickades.",
    "The document was opened.": "Dokumentet öppnades.",
    "The document was signed.": "Dokumentet undertecknades.",
    "The document was rejected.": "Dokumentet avvisades.",
    "The document was cancelled.": "Dokumentet drogs tillbaka.",
    "The due date passed.": "Tiden för undertecknande gick ut.",
    "The due date was moved.": "Tiden för undertecknande förlängdes.",
    "The document was sealed.": "Dokumentet förseglades.",
    "The seal was made stronger.": "Förseglingen förstärktes.",
    "The document could not be sealed.": "Dokumentet kunde inte förseglas.",
}


def translated(sentence: str, language: str) -> str:
    """The sentence in Swedish where that is asked for; in all other languages in English."""
    return _SWEDISH.get(sentence, sentence) if language == "sv" else sentence
