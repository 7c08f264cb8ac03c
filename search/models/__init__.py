"""What the shared index holds, and the words that people use."""

from search.models.asked import AskedWords
from search.models.entries import DateEnd, Entry, EntryDate, EntryLab, EntryLanguage, IndexRow
from search.models.sending import ReadingNumber, Rebuild, Unsent
from search.models.words import SynonymSet, Word

__all__ = [
    "AskedWords",
    "DateEnd",
    "Entry",
    "EntryDate",
    "EntryLab",
    "EntryLanguage",
    "IndexRow",
    "ReadingNumber",
    "Rebuild",
    "SynonymSet",
    "Unsent",
    "Word",
]
