"""The HTML of every kind of page is valid, in the source language and in one in which texts may be missing."""

from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from tests import vnu
from tests.judged.kinds import RIGHT_TO_LEFT, in_language, read


def test_it_is_valid(judged: str, kinds: dict[str, str], tmp_path: Path) -> None:
    for kind, path in kinds.items():
        for language in (settings.SOURCE_LANGUAGE, RIGHT_TO_LEFT):
            there = path if language == settings.SOURCE_LANGUAGE else in_language(judged, path, language)
            (tmp_path / f"{slugify(kind)}.{language}.html").write_text(read(judged + there))
    assert not (said := vnu.errors(tmp_path)), said


def test_the_judge_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!DOCTYPE html><html lang=it><title>Agenda</title><p><h1>Oggi</h1></p>")
    assert "element in scope" in vnu.errors(tmp_path)
