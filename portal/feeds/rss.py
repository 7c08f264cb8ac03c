"""RSS 2.0 (https://www.rssboard.org/rss-specification)."""

import re
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html_join

from portal.feeds.feed import Feed

RSS_TYPE = "application/rss+xml; charset=utf-8"
# XML 1.0 cannot say these at all, not even escaped.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)


class StableFeed(Rss201rev2Feed):
    """A feed that is the same whenever it is written: Django dates an empty one now."""

    def latest_post_date(self) -> datetime:
        """Return when the newest item was written."""
        return super().latest_post_date() if self.items else NOTHING_YET

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add where an item comes from that is not ours."""
        super().add_item_elements(handler, item)
        if source := item["source"]:
            handler.addQuickElement("source", _said(source["name"]), {"url": source["url"]})


def rss(feed: Feed) -> str:
    """Return a feed as RSS; the text of its items is escaped HTML."""
    channel = StableFeed(
        _said(feed.title), feed.page_url, _said(feed.description), language=feed.language, feed_url=feed.feed_url
    )
    for item in feed.items:
        channel.add_item(
            _said(item.title),
            item.url,
            format_html_join("", "<p>{}</p>", ([_said(line)] for line in item.lines)),
            pubdate=item.modified,
            unique_id=item.key,
            unique_id_is_permalink=False,
            source=item.source,
            categories=[_said(tag) for tag in item.tags],
        )
    return channel.writeString("utf-8")


def _said(text: str) -> str:
    return _CONTROLS.sub(" ", text)
