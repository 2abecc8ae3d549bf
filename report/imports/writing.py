"""An import becomes a draft of the area page, in one transaction. Nothing goes live."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext

from report.imports.areas import check_area
from report.imports.block import block_on, proposed_value
from report.imports.difference import Line, changes, difference, warnings
from report.imports.proposal import Proposal
from report.imports.record import ImportRecord
from report.imports.refusal import ImportRefused
from report.imports.source import Source
from report.pages import AreaPage
from report.statistics.value import StatisticValue

LOG_ACTION = "report.import_statistics"


@dataclass(frozen=True)
class Origin:
    """Where an import comes from. `user` is None for the command; what is pasted has no name."""

    user: AbstractBaseUser | None
    file_name: str
    sha256: str
    source: Source


@dataclass(frozen=True)
class Plan:
    """What an import would do to a statistic of a page; `revision` is the draft that it is for."""

    page: AreaPage
    target: str
    proposal: Proposal
    texts: dict
    lines: list[Line]
    warnings: list[str]
    value: StatisticValue

    @property
    def heading(self) -> str:
        return self.value["heading"]

    @property
    def changes(self) -> list[Line]:
        return changes(self.lines)

    @property
    def revision(self) -> int:
        return self.page.latest_revision_id or 0


def planned(page: AreaPage, target: str, proposal: Proposal, texts: dict | None = None) -> Plan:
    """Compare with the page's newest draft. `target` is a block's id, or `block.NEW`."""
    draft = page.get_latest_revision_as_object()
    child = block_on(draft, target)
    value = proposed_value(draft, target, proposal, texts or {})
    lines = difference(child.value if child else None, value, proposal)
    told = warnings(value, proposal)
    return Plan(draft, target, proposal, texts or {}, lines, told, value)


def write(plan: Plan, origin: Origin) -> ImportRecord:
    """Save the plan as a draft. Raises ImportRefused, and then nothing is changed.

    A page that somebody has saved meanwhile is refused: the difference that was agreed to is no
    longer the one that would be written.
    """
    with transaction.atomic():
        page = AreaPage.objects.select_for_update().get(pk=plan.page.pk)
        check_area(page, origin.user)
        if (page.latest_revision_id or 0) != plan.revision:
            raise ImportRefused(
                gettext(
                    "Somebody has changed “%(title)s” meanwhile. Look at the difference from how "
                    "the page is now, and try again."
                )
                % {"title": page.title}
            )
        draft = page.get_latest_revision_as_object()
        value = proposed_value(draft, plan.target, plan.proposal, plan.texts)
        child = block_on(draft, plan.target)
        if child:
            child.value = value
        else:
            draft.statistics.append(("statistic", value))
            child = draft.statistics[len(draft.statistics) - 1]
            child.id = str(uuid.uuid4())
        revision = draft.save_revision(user=origin.user, log_action=LOG_ACTION, clean=False)
        return ImportRecord.objects.create(
            user=origin.user,
            page=page,
            revision=revision,
            statistic_id=child.value["statistic_id"],
            heading=value["heading"],
            source=origin.source,
            file_name=origin.file_name[:255],
            sha256=origin.sha256,
        )
