"""How gunicorn serves the platform, wherever it does (https://docs.gunicorn.org/en/stable/settings.html)."""

from gunicorn.http import message

#: Bytes of a request's first line: 10 kB of any writing typed into the search have three signs for each byte, and
#: oEmbed carries the whole address of an agenda, filters and all, inside another one.
limit_request_line = 32_768
# gunicorn takes no more than this, or anything at all.
message.MAX_REQUEST_LINE = limit_request_line
