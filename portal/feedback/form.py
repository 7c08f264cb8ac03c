"""The form below every page: yes or no, and a sentence for who likes to say more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.models.feedback import LONGEST_SENTENCE

YES, NO = "yes", "no"


class FeedbackForm(forms.Form):
    """What is answered about the page at `about`, a path of ours."""

    about = forms.CharField(max_length=255)
    clear = forms.ChoiceField(
        choices=[(YES, _("Yes")), (NO, _("No"))], error_messages={"required": _("Choose yes or no.")}
    )
    sentence = forms.CharField(
        required=False,
        max_length=LONGEST_SENTENCE,
        error_messages={"max_length": _("Please say it in at most %(limit_value)d characters.")},
    )
