"""The thesaurus in the admin."""
