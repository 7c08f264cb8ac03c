"""The two vocabularies: for whom and about what, with their names in every language."""

from collections.abc import Iterable

from django.conf import settings

from home.demo.texts import read
from portal.models import Audience, Topic


def load() -> None:
    """Make the audiences and the topics."""
    for position, facts in enumerate(read("vocabularies")["audiences"]):
        asked_as = facts.get("asked_as", "")
        Audience.objects.create(slug=facts["slug"], labels=_labels(facts), asked_as=asked_as, position=position)
    for name, words in read("vocabularies")["topics"].items():
        Topic.objects.create(name=name, labels=_labels({"it": name} | words))


def topics(names: Iterable[str]) -> list[Topic]:
    """Return the topics of these names, small letters or capitals alike."""
    known = {topic.name.casefold(): topic for topic in Topic.objects.all()}
    return [known[name.casefold()] for name in names]


def audiences(slugs: Iterable[str]) -> list[Audience]:
    """Return the audiences with these slugs."""
    known = {audience.slug: audience for audience in Audience.objects.all()}
    return [known[slug] for slug in slugs]


def _labels(words: dict[str, str]) -> dict[str, str]:
    return {code: words[code] for code, _name in settings.LANGUAGES if code in words}
