"""Feeds: one shape of news, written as RSS 2.0 and JSON Feed 1.1, answered only to whoever has not got it yet."""

from portal.feeds.feed import Feed, Item
from portal.feeds.json_feed import JSON_TYPE, json_feed
from portal.feeds.limits import DEFAULT_LIMIT, MAX_LIMIT
from portal.feeds.rss import RSS_TYPE, rss

__all__ = ["DEFAULT_LIMIT", "JSON_TYPE", "MAX_LIMIT", "RSS_TYPE", "Feed", "Item", "json_feed", "rss"]
