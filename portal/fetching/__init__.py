"""Reading an address that somebody else named, without being led into our own network.

A server that fetches what a person writes can be asked for its own database, its neighbours or its host's metadata
(server-side request forgery, https://owasp.org/www-community/attacks/Server_Side_Request_Forgery). Here a name is
resolved once, every address behind it must be public (`public_networks`), the connection goes to the address that was
checked (`pinned`), each redirect is a new question, and size and time are bounded (`fetch`).
"""

from portal.fetching.fetch import Fetched, Fetcher, FetchError, Known, fetch

__all__ = ["FetchError", "Fetched", "Fetcher", "Known", "fetch"]
