"""Uploaded pictures, served by the application itself where no proxy does it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

#: Renditions and originals of pictures. Documents have their own view, which asks for permission.
PUBLIC_FOLDERS = ("images/", "original_images/")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the media folder; 404 for anything but pictures."""
    if not path.startswith(PUBLIC_FOLDERS):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    # Wagtail gives a changed picture a new file name.
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
