"""The form of a record about one date, drawn by Wagtail's panels."""

from typing import Any

from django.views.generic.edit import UpdateView
from wagtail.admin.panels import Panel

FORM = "wagtailadmin/generic/form.html"


class PanelFormView(UpdateView):
    """A view with the form of a panel, which subclasses return from `panel`; `submit_label` is its button's."""

    submit_label: Any

    def get_template_names(self) -> list[str]:
        """Return Wagtail's form, whatever other mixins draw."""
        return [FORM]

    def panel(self) -> Panel:
        """Return the panel, bound to its model."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the dates."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]  # type: ignore[misc]

    def get_page_title(self) -> str:
        """Say what is being done."""
        return str(self.submit_label)

    def get_form_class(self) -> Any:
        """Return the form of the panel."""
        return self.panel().get_form_class()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add who is asking."""
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form's panel and words."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        panel = self.panel().get_bound_panel(instance=form.instance, request=self.request, form=form)
        return context | {
            "panel": panel,
            "media": panel.media + form.media,
            "action_url": self.request.path,
            "submit_button_label": self.submit_label,
        }
