"""The thesaurus as a sheet: saved whole, brought with a report on every line that cannot be taken."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.edit import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.models import SynonymSet
from search.synonym_files import bring, read, write

MOST_BYTES = 1_000_000


class WordsFileForm(forms.Form):
    """A file with a set on each line."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV in UTF-8, at most 1 MB: a set on each line, an expression in each cell."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 1 MB."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("This file is not text in UTF-8: save it again as CSV in UTF-8.")) from error
        if "\x00" in text:
            raise ValidationError(_("This file is not text: it may be of another kind than its name says."))
        return text


class ImportWordsView(WagtailAdminTemplateMixin, FormView):
    """The question for a file, and afterwards the report on what was taken."""

    template_name = "search/admin/import_words.html"
    page_title = gettext_lazy("Bring words that mean the same")
    header_icon = "upload"
    form_class = WordsFileForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise PermissionDenied for who may not add."""
        if not request.user.has_perm("search.add_synonymset"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        label = SynonymSet._meta.verbose_name_plural
        back = {"url": reverse("wagtailsnippets_search_synonymset:list"), "label": label}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.get_page_title()}]

    def form_valid(self, form: WordsFileForm) -> HttpResponse:
        """Take the lines that can be taken, and say which cannot."""
        brought = bring(read(form.cleaned_data["file"]))
        new = ngettext("%(count)d set is new.", "%(count)d sets are new.", brought.new)
        known = ngettext("%(count)d was there already.", "%(count)d were there already.", brought.known)
        said = [new % {"count": brought.new}, known % {"count": brought.known}]
        messages.success(self.request, " ".join(said))
        return self.render_to_response(self.get_context_data(form=self.form_class(), refused=brought.refused))


def words_as_csv(request: HttpRequest) -> HttpResponse:
    """Answer with all sets as a file."""
    if not request.user.has_perm("search.view_synonymset"):
        raise PermissionDenied
    answer = HttpResponse(write(each.lines for each in SynonymSet.objects.all()), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="parole.csv"'
    return answer
