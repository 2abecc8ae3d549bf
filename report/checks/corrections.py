"""A published number that changes needs a note that says why, and a new one each time."""

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from wagtail.blocks import StreamBlockValidationError, StreamValue, StructBlockValidationError

from report.statistics.change import Change
from report.statistics.corrected import corrections_on
from report.statistics.correcting import note_of, used_notes
from report.statistics.recording import statistics_of

if TYPE_CHECKING:
    from report.pages import AreaPage

#: So many changes are told one by one; the rest are counted.
MOST_TOLD = 4


def note_errors(
    statistics: StreamValue, changed: Mapping[uuid.UUID, list[Change]], locale_id: int
) -> StreamBlockValidationError | None:
    """An error at each statistic whose published numbers change without a note of its own."""
    used = used_notes(changed, locale_id) if changed else {}
    errors = {}
    for position, block in enumerate(statistics):
        found = changed.get(block.value["statistic_id"]) if is_statistic(block) else None
        if not found:
            continue
        note = note_of(block.value)
        if not note:
            sentence = gettext(
                "The published number changes: %(changes)s. Write why; readers will see it."
            ) % {"changes": changes_in_words(found)}
        elif note in used.get(block.value["statistic_id"], ()):
            sentence = gettext(
                "The published number changes: %(changes)s. The note belongs to an earlier "
                "correction. Write why the number changes this time."
            ) % {"changes": changes_in_words(found)}
        else:
            continue
        errors[position] = StructBlockValidationError(
            {"correction_note": ValidationError(sentence)}
        )
    return StreamBlockValidationError(errors) if errors else None


def is_statistic(block: StreamValue.StreamChild) -> bool:
    return block.block_type == "statistic"


def changes_in_words(changed: list[Change]) -> str:
    """“424 868 becomes 424 869 (besök till läkare)”, and so on for the others."""
    told = []
    for change in changed[:MOST_TOLD]:
        words = {"old": change.old_text, "new": change.new_text}
        sentence = (
            gettext("%(old)s is removed")
            if change.new is None
            else gettext("%(old)s becomes %(new)s")
        )
        told.append(sentence % words + (f" ({change.name})" if change.name else ""))
    if rest := len(changed) - len(told):
        told.append(ngettext("%(count)s more", "%(count)s more", rest) % {"count": rest})
    return "; ".join(told)


def missing_notes(page: "AreaPage") -> list[str]:
    """One sentence for each statistic on the page whose newest correction has no note yet."""
    told = corrections_on([page]).get(page.pk, {})
    return [
        gettext(
            "“%(heading)s” was corrected without a note. Write in the field “%(field)s” why, and "
            "publish."
        )
        % {"heading": value["heading"], "field": value.block.child_blocks["correction_note"].label}
        for value in statistics_of(page)
        if (newest := told.get(value["statistic_id"])) and not newest[0].note
    ]
