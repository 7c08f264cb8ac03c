"""The text of a file, whose encoding nobody declares: by its mark, else UTF-8, else what Windows writes in Italy."""

import codecs

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError

MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]


def decoded(content: bytes) -> str:
    """Return the text of a file; raise UnreadableError for what is no text."""
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise UnreadableError(_("This file is not text, or it is damaged: save it again as CSV in UTF-8.")) from error
    if "\x00" in text:
        raise UnreadableError(_("This file is not text: it may be of another kind than its name says."))
    return text


def _encoding(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut off in the middle of its last letter is UTF-8 all the same.
        return "utf-8" if error.end == len(content) and error.reason == "unexpected end of data" else "cp1252"
    return "utf-8"
