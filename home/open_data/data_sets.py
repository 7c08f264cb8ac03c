"""Which data sets there are, in the order in which they are told."""

from events.open_data import DATA_SETS as OF_EVENTS
from labs.open_data import DATA_SETS as OF_LABS

DATA_SETS = (*OF_EVENTS, *OF_LABS)
