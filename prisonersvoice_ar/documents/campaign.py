"""Loading actions.yaml: the operator's links and credits."""

from pathlib import Path

from prisonersvoice_ar.core.actions import Action, Campaign, CreditGroup
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.campaign import ActionDoc, CampaignDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import Sheet, read_sheet

SUPPORT = "support"
"""the id of the action that is for a visitor who was moved more than they expected"""


def load_campaign(path: Path, root: Path | None = None) -> Loaded[Campaign]:
    """Load actions.yaml; every address in the result is a plain https one. Raises nothing."""
    findings = Findings()
    shown = shown_path(path, root)
    sheet = read_sheet(path, shown, findings)
    campaign = None
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@campaign")
    elif sheet is not None:
        doc = take(CampaignDoc, sheet, (), findings)
        if doc is not None:
            _check_ids(doc, sheet, findings)
            campaign = _campaign(doc)
    return Loaded(None if findings.failed else campaign, findings.sorted(), findings.texts)


def _check_ids(doc: CampaignDoc, sheet: Sheet, findings: Findings) -> None:
    seen: dict[str, int] = {}
    for index, action in enumerate(doc.actions):
        place = sheet.place(("actions", index, "id"))
        if action.id in seen:
            findings.add("duplicate-id", place, what="@action", name=action.id, first=seen[action.id])
        elif action.id != SUPPORT and action.url is None:
            findings.add("action-without-url", place, name=action.id)
        seen.setdefault(action.id, place.line)
    if not any(action.id != SUPPORT for action in doc.actions):
        findings.add("empty-list", sheet.place(("actions",)), key="actions")


def _campaign(doc: CampaignDoc) -> Campaign:
    actions = [_action(action) for action in doc.actions]
    return Campaign(
        actions=tuple(action for action in actions if action.id != SUPPORT),
        support=next((action for action in actions if action.id == SUPPORT), None),
        credits=tuple(CreditGroup(group.role, tuple(group.names)) for group in doc.credits),
    )


def _action(doc: ActionDoc) -> Action:
    return Action(doc.id, doc.title, doc.text, doc.url or "", doc.last_checked, doc.phone or "")
