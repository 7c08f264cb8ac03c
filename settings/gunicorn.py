"""How gunicorn serves the platform, wherever it does (https://docs.gunicorn.org/en/stable/settings.html)."""

#: Bytes of a request's first line: oEmbed carries the whole address of an agenda, filters and all, inside another one.
limit_request_line = 8190
