"""Uploaded pictures, served by the application, which knows who may see them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from report.file_access import image_at, is_open, may_have


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of a public page, or of an editor who is signed in; 404 for anything else."""
    image = None if "\0" in path else image_at(path)
    if image is None:
        raise Http404
    if is_open(image):
        # Wagtail gives a changed picture a new name. A year would do, were it not that a picture
        # can be taken away: copies of it are gone within the hour.
        kept = "public, max-age=3600"
    elif may_have(request, image):
        kept = "private, no-store"
    else:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = kept
    return response
