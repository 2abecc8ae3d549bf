"""`/preview`: a draft, for a front end that an editor opened with a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from ninja import Router
from ninja.security import HttpBearer

from home.api.schemas import AnyPage
from report.api.problems import Refused
from report.preview.draft import draft_json
from report.preview.files import with_open_files
from report.preview.token import PreviewToken, TokenRefused, redeem

NEEDED = (
    "Send the token of the preview in the header “Authorization: Bearer …”, never in the address."
)


class PreviewBearer(HttpBearer):
    """The token of the editor's preview, from behind the # of the front end's address."""

    def __call__(self, request: HttpRequest) -> PreviewToken:
        if (token := super().__call__(request)) is None:
            raise Refused(401, NEEDED)
        return token

    def authenticate(self, request: HttpRequest, token: str) -> PreviewToken:
        try:
            return redeem(token)
        except TokenRefused as refusal:
            raise Refused(401, str(refusal)) from refusal


def never_stored(run: Callable) -> Callable:
    """An answer, or a refusal, that nobody keeps."""

    @wraps(run)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        response = run(request, **parts)
        response["Cache-Control"] = "no-store, private"
        patch_vary_headers(response, ["Authorization"])
        if response.status_code == 401:
            response["WWW-Authenticate"] = 'Bearer realm="preview"'
        return response

    return answer


router = Router(tags=["Pages"], auth=PreviewBearer())
router.add_decorator(never_stored, mode="view")


@router.get("/preview", response=AnyPage, operation_id="getPreview", url_name="preview")
def preview(request: HttpRequest):
    """The draft that an editor is looking at, saved or not, in the shape of a page.

    The preview in the editor opens the front end with a token behind the #. A page that was never
    saved has the id 0; `api_url` is this address. Addresses of files end with the preview.
    """
    return with_open_files(draft_json(request.auth.draft()), request.auth)
