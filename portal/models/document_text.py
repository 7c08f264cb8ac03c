"""The text inside a file, kept beside it so that pages that show the file are found by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentText(models.Model):
    """What became of reading a file, and its text; `file` says which file that was: a new one is read anew."""

    class State(models.TextChoices):
        """How far reading has come, or why there is no text."""

        WAITING = "waiting", _("not read yet")
        READ = "read", _("read")
        PARTLY = "partly", _("only its beginning was read: it is very long")
        EMPTY = "empty", _("no text in it, only pictures: nobody finds it by its words, or hears it read aloud")
        LOCKED = "locked", _("protected by a password")
        BROKEN = "broken", _("damaged, or not what its name says")
        LARGE = "large", _("too large to be read")
        SLOW = "slow", _("takes too long to be read")
        MISSING = "missing", _("the file is gone")
        OTHER = "other", _("of a kind whose text is not read")

    #: What an editor can mend.
    PROBLEMS = (State.PARTLY, State.EMPTY, State.LOCKED, State.BROKEN, State.LARGE, State.SLOW, State.MISSING)

    document = models.OneToOneField(
        "portal.PortalDocument", on_delete=models.CASCADE, related_name="text", verbose_name=_("document")
    )
    file = models.CharField(max_length=255)
    state = models.CharField(_("its text"), max_length=8, choices=State.choices, default=State.WAITING)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(_("read"), auto_now=True)

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return f"{self.file}: {self.get_state_display()}"
