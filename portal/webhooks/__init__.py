"""Telling others of a change by a message to their address, after https://www.standardwebhooks.com.

What happened is written beside the change itself, in its transaction (`outbox`, `told_pages`); a worker tells it
afterwards (`sending`), in order for each address, until the address has taken it. Apps above say what happened in what
is theirs by `outbox.tell`.
"""
