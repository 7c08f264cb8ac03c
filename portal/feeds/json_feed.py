"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with our own facts in the extension `_agora`."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from portal.api.refs import moment
from portal.feeds.feed import Feed, Item

JSON_TYPE = "application/feed+json; charset=utf-8"


def json_feed(feed: Feed) -> str:
    """Return a feed as JSON."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page_url,
        "feed_url": feed.feed_url,
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(content, ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":"))


def _item(item: Item) -> dict[str, Any]:
    content = {
        "id": item.key,
        "url": item.url,
        "external_url": item.source["url"] if item.source else "",
        "title": item.title,
        "content_text": "\n\n".join(item.lines),
        "date_modified": moment(item.modified),
        "language": item.language,
        "tags": list(item.tags),
        "image": item.image,
        "_agora": item.facts,
    }
    return {name: value for name, value in content.items() if value}
