"""What editors write, as plain words."""

from portal.plain_text import in_one_line, lines, sentences

AGENDA = "<h3>Punti</h3><ul><li>Scuola di <b>italiano</b></li><li>Chi apre?</li></ul><p></p><ol><li>Varie</li></ol>"


def test_lines_have_their_signs():
    assert lines(AGENDA) == ["Punti", "• Scuola di italiano", "• Chi apre?", "1. Varie"]


def test_in_one_line_no_item_runs_into_the_next():
    assert sentences(AGENDA) == "Punti. Scuola di italiano. Chi apre? Varie."
    assert in_one_line(["Verbale:", " ", "si apre alle 18"]) == "Verbale: si apre alle 18."
    assert in_one_line([]) == ""
