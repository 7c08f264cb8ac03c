"""What judges a catalogue: the rules of DCAT-AP_IT, asked of it as RDF."""

import re
import warnings
from functools import cache
from pathlib import Path

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

RULES = Path(__file__).resolve().parent.parent / "judges" / "dcat-ap-it.rq"


@cache
def rules():
    """Return each rule as a SPARQL query, read once: that is most of the work."""
    _head, *found = re.split(r"(?m)^(?=# ?Rule_ID)", RULES.read_text())
    return [prepareQuery(rule) for rule in found]


def graph(document):
    """Return a JSON-LD document as RDF; nothing is fetched for it."""
    with warnings.catch_warnings():
        # Its own reader of JSON-LD uses what rdflib is about to take away.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=document, format="json-ld")


def broken(catalog):
    """Return the (rule, severity) pairs that a catalogue breaks."""
    rows = [row.asdict() for rule in rules() for row in catalog.query(rule)]
    return {(int(row["Rule_ID"]), str(row["Rule_Severity"])) for row in rows}
