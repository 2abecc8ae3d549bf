"""The demo's editors: a group that may work with the report, and one account in it."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from home.accessibility.report import AccessibilityReport
from home.user import User
from report.pages import ReportPage

GROUP = "Redaktörer"
USERNAME = "redaktor"


def make_group(report: ReportPage) -> Group:
    """The editors may do everything with the report and what is below it, and nothing above.

    That holds in every language, and they may have pages translated. They also see to what readers
    could not use.
    """
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for action in ("view", "change"):
        group.permissions.add(permission(AccessibilityReport, action))
    submit, _ = Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation),
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    group.permissions.add(submit)
    for page in report.get_translations(inclusive=True):
        for action in ("add", "change", "publish"):
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=permission(Page, action)
            )
    for model in (Image, Document):  # the rights are theirs, whatever model holds the pictures
        for action in ("add", "change", "choose"):
            GroupCollectionPermission.objects.get_or_create(
                group=group,
                collection=Collection.get_first_root_node(),
                permission=permission(model, action),
            )
    return group


def permission(model: type, action: str) -> Permission:
    options = model._meta
    return Permission.objects.get(
        content_type__app_label=options.app_label,
        content_type__model=options.model_name,
        codename=f"{action}_{options.model_name}",
    )


def make_account(password: str) -> bool:
    """Make the editor's account; False where there is one, which stays as it is.

    Where somebody has removed the group, there is nothing for an account to do.
    """
    group = Group.objects.filter(name=GROUP).first()
    if group is None or User.objects.filter(username=USERNAME).exists():
        return False
    user = User.objects.create_user(USERNAME, password=password)
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="sv")
    return True
