"""The shared index of the three territories: storing, indexing and querying entries."""
