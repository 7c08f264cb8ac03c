"""How many items a feed or an embed carries, and how many at most."""

DEFAULT_LIMIT, MAX_LIMIT = 50, 200
