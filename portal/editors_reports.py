"""Reports of ours where Wagtail has its own: who may read them, their addresses, their items of the menu."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from portal.permissions import edits_anything


class MenuItemFor(MenuItem):
    """An item of the admin's menu that only those see who `may` follow it."""

    def __init__(self, may: Callable[[Any], bool], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may."""
        return self.may(request.user)


class EditorsReport(ReportView):
    """A report at `reports/<address>/` of the admin, for those who `may_read` it: who edits anything, unless said."""

    address: str
    menu_order: int
    default_ordering = None
    may_read = staticmethod(edits_anything)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raise PermissionDenied for all others."""
        if not self.may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def menu_item(cls) -> MenuItem:
        """Return the item of the reports' menu."""
        icon, order = cls.header_icon, cls.menu_order
        return MenuItemFor(cls.may_read, cls.page_title, reverse_lazy(cls.index_url_name), icon_name=icon, order=order)

    @classmethod
    def addresses(cls) -> list[URLPattern]:
        """Return where it is, and where its rows are alone."""
        return [
            path(f"reports/{cls.address}/", cls.as_view(), name=cls.index_url_name),
            path(f"reports/{cls.address}/results/", cls.as_view(results_only=True), name=cls.index_results_url_name),
        ]
