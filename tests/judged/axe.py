"""axe-core on a page as it stands: what it finds, and what it leaves open, unless that is explained here."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

#: All rules that are not experimental, and the size of targets (WCAG 2.2, 2.5.8), which axe leaves off by itself.
OPTIONS = {
    "resultTypes": ["violations", "incomplete"],
    "rules": {"target-size": {"enabled": True}},
    # What is shown in a frame is a kind of page of its own.
    "iframes": False,
}
RUN = (
    "async (options) => { const { violations, incomplete } = await axe.run(options); return [violations, incomplete]; }"
)
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
#: What is as it is for a reason, by the rule and the kind of page.
ACCEPTED = {("page-has-heading-one", "embed"): "It is a part of somebody else's page, which has its own title."}
#: What axe always leaves to people, and why that is settled.
SETTLED = {"frame-tested": "What is shown in a frame is judged as a kind of page of its own."}


def prepare(page: Any) -> None:
    """Bring axe into a page that has been loaded."""
    page.evaluate(Axe().axe_script)


def findings(page: Any, kind: str) -> list[str]:
    """Return what breaks a rule, and what axe cannot tell and our own measure does not settle either."""
    violations, incomplete = page.evaluate(RUN, OPTIONS)
    found = [_said(rule, node) for rule in violations if (rule["id"], kind) not in ACCEPTED for node in rule["nodes"]]
    left_open = [(rule, node) for rule in incomplete for node in rule["nodes"]]
    return found + [_said(rule, node) for rule, node in left_open if not _settled(page, rule, node)]


def _settled(page: Any, rule: dict, node: dict) -> bool:
    """Tell whether text of which axe could not see the ground has enough contrast with it."""
    if rule["id"] in SETTLED:
        return True
    if rule["id"] != "color-contrast" or len(node["target"]) != 1:
        return False
    measured = page.evaluate(CONTRAST, node["target"][0])
    return bool(measured) and measured["ratio"] >= measured["needed"]


def _said(rule: dict, node: dict) -> str:
    why = " ".join((node["failureSummary"] or "").split())
    return f"{rule['id']}: {' '.join(map(str, node['target']))}: {why} {node['html'][:200]}"
