"""Joins the endpoints of API v2 under one roof."""

from wagtail.api.v2.router import WagtailAPIRouter

from report.api.v2.files import DocumentsEndpoint, ImagesEndpoint
from report.api.v2.pages import PagesEndpoint
from report.api.v2.redirects import RedirectsEndpoint

# Wagtail reverses addresses in this namespace by itself, so the name is not ours to choose.
api_router = WagtailAPIRouter("wagtailapi_v2")
api_router.register_endpoint("pages", PagesEndpoint)
api_router.register_endpoint("images", ImagesEndpoint)
api_router.register_endpoint("documents", DocumentsEndpoint)
api_router.register_endpoint("redirects", RedirectsEndpoint)
