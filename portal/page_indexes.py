"""Indexes of Wagtail's own table of pages, for what every request of ours asks of it.

They are made after each migration and not by one: on SQLite, a migration of Wagtail's that alters the table makes it
anew, without the indexes that Wagtail's models do not name.
"""

from typing import Any

from django.db import connections
from wagtail.models import Page

#: Name, columns, and which pages; few expire or stand in the menu, few have others below them.
INDEXES = (
    ("portal_page_expiry", "expire_at", "WHERE expire_at IS NOT NULL"),
    ("portal_page_menu", "path", "WHERE show_in_menus"),
    ("portal_page_parents", "numchild, path", ""),
    ("portal_page_depth", "depth, path", ""),
    ("portal_page_address", "url_path", ""),
)


def make_indexes(using: str, **kwargs: Any) -> None:
    """Make the indexes that are not there; SQLite and PostgreSQL read the same words."""
    connection = connections[using]
    table = Page._meta.db_table
    if table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for name, columns, which in INDEXES:
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({columns}) {which}")
