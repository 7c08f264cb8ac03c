"""Every sheet is PDF/UA-1 (ISO 14289-1) in the eyes of an independent judge: veraPDF knows nothing of typst."""

import pytest

from portal.print_layouts import Layout
from tests import factories as f
from tests.verapdf import refused

pytestmark = pytest.mark.django_db


def test_sheets_are_accessible(world, client, tmp_path):
    f.event("Scuola di italiano 中文 عربي بالعربية", world.lab, summary="Testo <b>con</b> segni & simboli 🎉")
    subjects = {
        "agenda": "/feeds/agenda.pdf?limit=100",
        "lab": "/feeds/agenda.pdf?lab=la-torretta&lang=en",
        "meeting": f"/feeds/agenda/{world.meeting.translation_key}.pdf?",
        "nothing": "/feeds/agenda.pdf?q=nulla",
    }
    files = []
    for name, address in subjects.items():
        for layout in Layout.values:
            files.append(tmp_path / f"{name}-{layout}.pdf")
            files[-1].write_bytes(client.get(f"{address}&layout={layout}").content)
    assert refused(files) == ""


def test_the_judge_refuses_what_is_not(tmp_path):
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(UNTAGGED)
    assert "plain.pdf" in refused([plain])


UNTAGGED = b"""%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources <<>>>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""
