"""Pure rules of dates: what a schedule says, when it falls, and what is wrong with it."""

from portal.recurrence.building import build_rrule, choices
from portal.recurrence.expansion import MAX_SLOTS, aligned, expand, first_start, next_slots, own_starts
from portal.recurrence.parsing import parse_rrule
from portal.recurrence.parts import RuleParts, WeekdayNumber
from portal.recurrence.rule import Moment, Rule, Slot
from portal.recurrence.validation import validate

__all__ = [
    "MAX_SLOTS",
    "Moment",
    "Rule",
    "RuleParts",
    "Slot",
    "WeekdayNumber",
    "aligned",
    "build_rrule",
    "choices",
    "expand",
    "first_start",
    "next_slots",
    "own_starts",
    "parse_rrule",
    "validate",
]
