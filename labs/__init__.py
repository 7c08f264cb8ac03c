"""Labs, their directory, opening hours, closures, councils and minutes."""
