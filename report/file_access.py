"""Who may have an uploaded file: everyone, when a page that anyone may read shows it."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.permissions import policy_registry

from report.content_version import current
from report.preview.files import editor_of
from report.public import is_below_unpublished, is_public_file, pages_using, public_pages

File = AbstractImage | AbstractDocument
#: What somebody who works with files may do with one; each shows it in the admin.
DEALINGS = ("add", "change", "choose", "delete")


def is_open(file: File) -> bool:
    """Whether everyone may have the file; one query while nothing is published."""
    return is_open_in(current().number, type(file), file.pk)


@lru_cache(maxsize=10_000)
def is_open_in(version: int, model: type[File], pk: int) -> bool:
    """The same for a content version, which the caller has read before: it is true for good."""
    file = model.objects.filter(pk=pk).first()
    return is_public_file(file) and public_pages().filter(pk__in=pages_using(file)).exists()


def may_have(request: HttpRequest, file: File) -> bool:
    """Whether this reader may have a file that is not for everyone.

    Those may who see it in the admin, those to whom such an editor shows it in a draft elsewhere,
    and those who were let in to a restricted page that shows it.
    """
    if (editor := editor_of(request)) and deals_with(editor, file):
        return True
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if deals_with(request.user, file):
        return True
    pages = Page.objects.live().filter(pk__in=pages_using(file))
    return is_public_file(file) and any(is_let_in(request, page) for page in pages)


def deals_with(user: AbstractBaseUser | AnonymousUser, file: File) -> bool:
    """Whether the user sees the file in the admin."""
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_any_permission_for_instance(user, DEALINGS, file)


def is_let_in(request: HttpRequest, page: Page) -> bool:
    """Whether the reader may read the live page, restricted or not."""
    if is_below_unpublished(page):
        return False
    restrictions = page.specific.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)


def image_at(path: str) -> AbstractImage | None:
    """The image that a path below the media folder is a rendition or the original of."""
    model = get_image_model()
    renditions = model.get_rendition_model().objects.filter(file=path)
    return (
        model.objects.filter(file=path).first()
        or model.objects.filter(pk__in=renditions.values("image")).first()
    )
