"""A proposal becomes the value of a statistic block, cleaned as the editor's form cleans it."""

import uuid
from collections import defaultdict, deque
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.blocks import (
    Block,
    ListBlock,
    ListBlockValidationError,
    StructBlockValidationError,
)
from wagtail.blocks.stream_block import StreamValue

from report.imports.proposal import GivenDerived, GivenPart, GivenPoint, Proposal
from report.imports.refusal import ImportRefused
from report.pages import AreaPage
from report.statistics.value import StatisticValue, UnitCode

#: The target that is not on the page yet.
NEW = "new"


def statistic_blocks(page: AreaPage) -> list[StreamValue.StreamChild]:
    """The statistic blocks of the page, in the editor's order."""
    return [child for child in page.statistics if child.block_type == "statistic"]


def block_on(page: AreaPage, target: str) -> StreamValue.StreamChild | None:
    """The block with the id `target`; None for a new one. Raises ImportRefused."""
    if target == NEW:
        return None
    for child in statistic_blocks(page):
        if str(child.id) == target:
            return child
    raise ImportRefused(gettext("The statistic is no longer on the page. Choose another one."))


def proposed_value(page: AreaPage, target: str, proposal: Proposal, texts: dict) -> StatisticValue:
    """The whole value that the block would have. Raises ImportRefused where it is not valid.

    `texts` are the fields that an editor gives a new statistic: heading, label, unit …
    """
    child = block_on(page, target)
    block = page.statistics.stream_block.child_blocks["statistic"]
    before = child.value if child else block.get_default()
    stored = block.get_prep_value(before)
    stored.update(_told(stored, proposal, is_new=child is None))
    stored.update(texts)
    if not stored.get("period"):
        stored["period"] = str(page.edition.year)
    value = block.to_python(stored)
    try:
        return block.clean(value)
    except ValidationError as error:
        raise ImportRefused(" ".join(_sentences(block, error))) from None


def _told(stored: dict, proposal: Proposal, *, is_new: bool) -> dict:
    """The fields that the file says something about, in the stored form.

    What an editor has written in a block stays: unit and source are only filled in where there is
    none, and how a number is compared and shown is never changed by a file from elsewhere.
    """
    number = proposal.value.number
    told = {
        "value": _written(number, stored["value"]),
        "missing": proposal.value.missing if number is None else "",
    }
    if proposal.period:
        told["period"] = proposal.period
    if proposal.parts is not None:
        told["parts"] = _parts(stored["parts"], proposal.parts)
    if proposal.series is not None:
        told["series"] = _series(stored["series"], proposal.series)
    if proposal.derived is not None:
        told["derived"] = _derived(stored["derived"], proposal.derived)
    for name in ("unit", "source"):
        if getattr(proposal, name) and not stored[name]:
            told[name] = getattr(proposal, name)
    if is_new:
        told["unit_code"] = proposal.unit_code or UnitCode.COUNT.value
        told["decimals"] = "" if proposal.decimals is None else str(proposal.decimals)
    return {**told, **proposal.texts}


def _parts(stored: list[dict], given: tuple[GivenPart, ...]) -> list[dict]:
    """A part keeps its place in the translations by its id; one without a number is left out."""
    known = _in_turn(stored, "label")
    return [
        _item(known(part.label), {"label": part.label, "number": part.cell.number})
        for part in given
        if part.cell.number is not None
    ]


def _derived(stored: list[dict], given: tuple[GivenDerived, ...]) -> list[dict]:
    known = _in_turn(stored, "text")
    return [_item(known(item.text), {"text": item.text, "number": item.number}) for item in given]


def _in_turn(stored: list[dict], name: str) -> Callable[[str], dict | None]:
    """Gives the next item with the words under that name, None when there is no more of them."""
    known: dict[str, deque] = defaultdict(deque)
    for item in stored:
        known[item["value"][name]].append(item)
    return lambda words: known[words].popleft() if known[words] else None


def _series(stored: list[dict], given: tuple[GivenPoint, ...]) -> list[dict]:
    """A point keeps what an editor said of a break there."""
    known = {item["value"]["period"]: item for item in stored}
    points = []
    for point in given:
        before = known.get(point.period)
        note = point.break_note
        if note is None:
            note = before["value"]["break_note"] if before else ""
        number = point.cell.number
        missing = point.cell.missing if number is None else ""
        told = {"period": point.period, "missing": missing, "break_note": note}
        points.append(_item(before, {**told, "number": number}))
    return points


def _item(before: dict | None, value: dict) -> dict:
    """A list item in the stored form: the translation engine passes other forms by."""
    stored = before["value"]["number"] if before else None
    value = {**value, "number": _written(value["number"], stored)}
    return {"type": "item", "value": value, "id": before["id"] if before else str(uuid.uuid4())}


def _written(number: Decimal | None, stored: str | None) -> str | None:
    """The number as it is stored; the same number stays as it was written, 6.50 or 6.5."""
    if number is None:
        return None
    return stored if _number_in(stored) == number else f"{number:f}"


def _number_in(stored: str | None) -> Decimal | None:
    """A stored number; a draft may hold text that is none."""
    try:
        return Decimal(stored) if stored else None
    except InvalidOperation:
        return None


def _sentences(block: Block, error: ValidationError) -> list[str]:
    """Everything that the form would say, each with the name of its field."""
    if isinstance(error, StructBlockValidationError | ListBlockValidationError):
        found = list(error.non_block_errors)
        for name, inner in error.block_errors.items():
            child = block.child_block if isinstance(block, ListBlock) else block.child_blocks[name]
            found += [
                sentence if isinstance(block, ListBlock) else f"{child.label}: {sentence}"
                for sentence in _sentences(child, inner)
            ]
        return found
    return list(error.messages)
