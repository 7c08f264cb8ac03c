"""Every decision of approved minutes has a row that tells what became of it."""

from django.conf import settings

from labs.models import Decision, DecisionFollowUp, MeetingPage


def complete_follow_ups() -> None:
    """Make the rows that are missing; one without a word said yet means “to do”."""
    decisions = Decision.objects.filter(
        page__live=True,
        page__minutes_state=MeetingPage.MinutesState.APPROVED,
        page__locale__language_code=settings.SOURCE_LANGUAGE,
    )
    missing = decisions.exclude(translation_key__in=DecisionFollowUp.objects.values("decision_key"))
    rows = [
        DecisionFollowUp(decision_key=key, meeting_id=meeting)
        for key, meeting in missing.values_list("translation_key", "page_id")
    ]
    DecisionFollowUp.objects.bulk_create(rows, ignore_conflicts=True)
