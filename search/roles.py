"""Who may write the thesaurus: the platform's editors, for it belongs to no territory."""

from portal.roles import let_roles
from search.models import SynonymSet

let_roles(SynonymSet, editor=())
