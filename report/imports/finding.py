"""What the command's words mean: a page, a statistic on it, dimensions and categories."""

import uuid
from urllib.parse import urlsplit

from django.utils.translation import gettext

from report.imports.block import NEW, statistic_blocks
from report.imports.choosing import Choice
from report.imports.cube import Category, Cube, Dimension
from report.imports.refusal import ImportRefused
from report.pages import AreaPage
from report.statistics.register import Statistic


def area_at(name: str) -> AreaPage:
    """The area by its id or its address. Raises ImportRefused."""
    areas = AreaPage.objects.all()
    if name.isdecimal():
        found = areas.filter(pk=int(name)).first()
    else:
        path = urlsplit(name).path.rstrip("/") + "/"
        # An address does not show the root of the site, which may be called anything.
        found = next((area for area in areas if (area.url or "").endswith(path)), None)
    if found is None:
        raise ImportRefused(
            gettext("There is no area “%(name)s”. Give its id or its address.") % {"name": name}
        )
    return found


def target_named(page: AreaPage, name: str) -> str:
    """The block's id by heading, slug or uuid of its statistic. Raises ImportRefused."""
    if name == NEW:
        return NEW
    blocks = statistic_blocks(page.get_latest_revision_as_object())
    slug = Statistic.objects.filter(slug=name).values_list("pk", flat=True).first()
    found = [
        str(block.id)
        for block in blocks
        if _is(name, block.value["heading"], block.value["statistic_id"], slug)
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"“{block.value['heading']}”" for block in blocks) or "–"
    sentence = (
        gettext("“%(name)s” is more than one statistic of the page. Give its slug or uuid.")
        if found
        else gettext("“%(name)s” is no statistic of the page. It has: %(known)s.")
    )
    raise ImportRefused(sentence % {"name": name, "known": known})


def _is(name: str, heading: str, identity: uuid.UUID | None, slug: uuid.UUID | None) -> bool:
    if identity is not None and (identity == slug or str(identity) == name.lower()):
        return True
    return bool(heading) and heading.casefold() == name.casefold()


def choice_of(cube: Cube, selections: list[str], parts: str, series: str) -> Choice:
    """The choice that `dimension=category` and the names of dimensions make."""
    selected = {}
    for selection in selections:
        name, sign, category = selection.partition("=")
        if not sign:
            raise ImportRefused(
                gettext("“%(text)s” has no “=”. Write for example region=0007.")
                % {"text": selection}
            )
        dimension = _dimension(cube, name)
        selected[dimension.code] = _category(dimension, category).code
    return Choice(
        selected,
        _dimension(cube, parts).code if parts else "",
        _dimension(cube, series).code if series else "",
    )


def _dimension(cube: Cube, name: str) -> Dimension:
    plain = name.strip().casefold()
    for dimension in cube.dimensions:
        if plain in (dimension.code.casefold(), dimension.label.casefold()):
            return dimension
    return cube.dimension(name)


def _category(dimension: Dimension, name: str) -> Category:
    plain = name.strip().casefold()
    for category in dimension.categories:
        if plain in (category.code.casefold(), category.label.casefold()):
            return category
    return dimension.category(name)
