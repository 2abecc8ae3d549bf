"""Which area pages somebody may import into."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from report.imports.refusal import ImportRefused
from report.pages import AreaPage

ACTIONS = {"add", "change", "publish"}


def may_import(user: AbstractBaseUser) -> bool:
    """Whether the menu has an import for the user: somebody who may write pages."""
    return page_permission_policy.user_has_any_permission(user, ACTIONS)


def editable_areas(user: AbstractBaseUser) -> list[AreaPage]:
    """The areas that the user may change, newest edition first, in the editors' order."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, ACTIONS)
    areas = AreaPage.objects.filter(page_ptr__in=pages.values("pk"), alias_of=None)
    found = [
        area
        for area in areas.select_related("locale").order_by("path")
        if not is_translation(area) and area.permissions_for_user(user).can_edit()
    ]
    years = {area.pk: area.edition.year for area in found}
    return sorted(found, key=lambda area: -years[area.pk])


def is_translation(page: Page) -> bool:
    """Whether the page's numbers come from the page that it translates."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists()


def check_area(page: AreaPage, user: AbstractBaseUser | None) -> None:
    """Refuse a page that cannot take an import now. Without a user nobody's lock is passed."""
    if page.alias_of_id or is_translation(page):
        raise ImportRefused(
            gettext(
                "“%(title)s” is a translation: its numbers come from the page that it translates. "
                "Import there."
            )
            % {"title": page.title}
        )
    if user is not None and not page.permissions_for_user(user).can_edit():
        raise ImportRefused(
            gettext("You may not change “%(title)s”. Ask somebody who may.") % {"title": page.title}
        )
    lock = page.get_lock()
    if lock and (user is None or lock.for_user(user)):
        raise ImportRefused(
            gettext(
                "“%(title)s” is locked. Unlock it, or ask the one who locked it, and try again."
            )
            % {"title": page.title}
        )
