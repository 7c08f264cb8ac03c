"""The columns of a sheet: what each is called, what it holds, and an example; the guide and the template read them.

Columns are named in Italian, the language of the editors' sheets, in every interface; English names are understood.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.folding import fold


@dataclass(frozen=True)
class Column:
    """One column: the name of its fact, how its heading is called, what it is for, and what may stand in it."""

    name: str
    heading: str
    explained: Any
    examples: tuple[str, str] = ("", "")
    also: tuple[str, ...] = ()
    needed: bool = False


COLUMNS = [
    Column("title", "titolo", _("What it is called."), ("Spazio Compiti", "Festa di quartiere"), ("title",), True),
    Column(
        "date",
        "data",
        _("The first day: 24/11/2026 or 2026-11-24."),
        ("24/11/2026", "05/12/2026"),
        ("date", "giorno", "data inizio", "start"),
        True,
    ),
    Column(
        "from", "dalle", _("The hour when it begins: 16:30. Empty: all day."), ("16:30", "15:00"), ("ora inizio", "ora")
    ),
    Column("to", "alle", _("The hour when it ends. Empty: the end is not known."), ("18:30", "22:00"), ("ora fine",)),
    Column(
        "last_day",
        "ultimo giorno",
        _("Only if one date lasts several days."),
        ("", "06/12/2026"),
        ("data fine", "end"),
    ),
    Column(
        "repeats",
        "si ripete",
        _(
            "Empty: it happens once. Else for example: ogni giorno, ogni settimana, ogni 2 settimane, "
            "ogni martedì e giovedì, ogni mese, primo giovedì del mese, ultimo giorno del mese, ogni anno; "
            "or a rule of RFC 5545, which begins with FREQ=."
        ),
        ("ogni martedì", ""),
        ("ripetizione", "repeats", "rrule"),
    ),
    Column("until", "fino al", _("The last day on which it repeats."), ("08/06/2027", ""), ("until",)),
    Column(
        "except",
        "tranne",
        _("Days on which it is not held, one after the other with commas."),
        ("29/12/2026, 05/01/2027", ""),
        ("eccetto", "except"),
    ),
    Column(
        "also", "anche il", _("Days on which it is held too: 20/12/2026, or 20/12/2026 15:00."), ("", ""), ("also",)
    ),
    Column("place", "luogo", _("The name of the place. Empty: the lab's own."), ("", "Parco Vernavola"), ("place",)),
    Column("address", "indirizzo", _("Street and number, if the place is new here."), ("", "via Vernavola 1")),
    Column("town", "comune", _("The municipality, if the place is new here."), ("", "Pavia"), ("town",)),
    Column("online_url", "online", _("The address at which one takes part from home."), ("", ""), ("link",)),
    Column(
        "summary",
        "in breve",
        _("Two plain sentences: what it is and for whom."),
        ("Si fanno i compiti insieme.", "Musica e giochi per tutti."),
        ("descrizione", "summary"),
    ),
    Column("text", "testo", _("More, if needed: an empty line parts paragraphs."), ("", ""), ("text",)),
    Column("cost", "costo", _("Empty or “gratis”: it is free. Else how much."), ("gratis", "5 euro"), ("cost",)),
    Column("how_to_join", "come partecipare", _("How one joins."), ("Basta venire.", ""), ("iscrizione",)),
    Column("what_to_bring", "cosa portare", _("What one brings along."), ("I tuoi libri.", ""), ("what to bring",)),
    Column("conditions", "condizioni", _("Places, registration."), ("", ""), ("conditions",)),
    Column(
        "topics", "argomenti", _("One after the other with commas."), ("compiti, scuola", "festa"), ("topics", "tag")
    ),
    Column("audiences", "per chi", _("As in the page's form, with commas."), ("Famiglie", ""), ("audiences",)),
    Column(
        "kind",
        "tipo",
        _("“attività” or “evento”. Empty: what repeats is an activity."),
        ("attività", "evento"),
        ("kind",),
    ),
    Column(
        "uid",
        "codice",
        _("A code of yours that stays the same: the next time, a changed row then changes its page."),
        ("compiti-1", "festa-2026"),
        ("id", "uid"),
    ),
]
NAMES = {fold(name): column for column in COLUMNS for name in (column.heading, *column.also)}
