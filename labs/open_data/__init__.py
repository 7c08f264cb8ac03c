"""The data sets of labs, organisations, places, decisions and figures.

Of a contact the role and the organisation are in them, never a person: what is copied by many cannot be taken back.
"""

from labs.open_data.decisions import DECISIONS
from labs.open_data.directory import ORGANISATIONS, PLACES
from labs.open_data.indicators import INDICATORS
from labs.open_data.labs import LABS

DATA_SETS = (LABS, ORGANISATIONS, PLACES, DECISIONS, INDICATORS)
