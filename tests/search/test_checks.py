"""A database that the search has no index for is refused before anything starts."""

from types import SimpleNamespace

from search import checks


def test_the_databases_that_are_promised_pass():
    assert checks.the_database_has_an_index(None) == []


def test_any_other_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(checks, "connection", SimpleNamespace(vendor="oracle", display_name="Oracle"))
    (error,) = checks.the_database_has_an_index(None)
    assert "Oracle" in error.msg
    assert "PostgreSQL" in error.hint
