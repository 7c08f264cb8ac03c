"""What, where, when and for whom, said in one line: words that are a choice of the filter are read as one."""

from search.understanding.lexicon import Lexicon, lexicon
from search.understanding.phrases import understand

__all__ = ["Lexicon", "lexicon", "understand"]
