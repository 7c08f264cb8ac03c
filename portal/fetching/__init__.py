"""Asking an address that somebody else named, without being led into our own network.

A server that asks what a person writes can be asked for its own database, its neighbours or its host's metadata
(server-side request forgery, https://owasp.org/www-community/attacks/Server_Side_Request_Forgery). Here a name is
resolved once, every address behind it must be public (`public_networks`), the connection goes to the address that was
checked (`pinned`), size and time are bounded (`guard`). What is read (`fetch`) may be led on, each redirect being a new
question; what is told (`post`) may not.
"""

from portal.fetching.fetch import Fetched, Fetcher, Known, fetch, usual_fetcher
from portal.fetching.guard import FetchError, Guard, UnknownNameError
from portal.fetching.post import Posted, Poster

__all__ = [
    "FetchError",
    "Fetched",
    "Fetcher",
    "Guard",
    "Known",
    "Posted",
    "Poster",
    "UnknownNameError",
    "fetch",
    "usual_fetcher",
]
