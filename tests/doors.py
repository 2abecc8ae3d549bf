"""Every address that answers without a name and a password, and how to ask at it.

An address whose question names something hidden (`tests/hidden.py`) is asked a second time about
what does not exist: the two must not be told apart.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from home.look import Look
from home.models import HomePage
from report.models import PublishedFigure
from report.public import public_pages
from report.statistics.address import MEDIA_TYPES
from tests.hidden import IDS, STATISTIC, WORD, Hidden

V2, API = "/api/v2", "/api/report/v1"
#: They name a moment or the question itself, not what was found.
PASSING = {"Date", "Expires", "Last-Modified", "ETag", "Content-Length", "Set-Cookie"}


class Door(NamedTuple):
    """An address, and what is sent to it: a form, a token."""

    address: str
    form: tuple[tuple[str, str], ...] | None = None
    token: str = ""


class Answer(NamedTuple):
    """All that was said; `route` is the pattern of the address that answered."""

    status: int
    headers: str
    body: str
    route: str


def ask(client: Client, door: Door) -> Answer:
    headers = {"Authorization": f"Bearer {door.token}"} if door.token else {}
    if door.form is not None:
        response = client.post(door.address, dict(door.form), headers=headers)
    else:
        response = client.get(door.address, headers=headers)
    match = response.wsgi_request.resolver_match
    route = match.route.replace("^", "") if match else ""
    headers = [f"{name}: {v}" for name, v in response.headers.items() if name not in PASSING]
    return Answer(response.status_code, "\n".join(headers), plain(response.getvalue()), route)


def plain(body: bytes) -> str:
    """The text of an answer: an archive unpacked, a form without its token, which is always new."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = [name.encode() + archive.read(name) for name in archive.namelist()]
        body = b"\n".join(members)
    return re.sub(
        r'(csrfmiddlewaretoken"|shown") value="[^"]+"', r"\1", body.decode(errors="replace")
    )


def every_door(hidden: Hidden) -> list[Door]:
    found = [*pages(), *statistics(), *files(hidden), *around(), *lists()]
    found += [*asked_for(hidden), *hidden.locks]
    return list(dict.fromkeys([*map(Door, found), *forms(hidden)]))


def pages() -> list[str]:
    """The pages that anyone may read, and addresses where there is nothing."""
    missing = ["/finns-inte/", "/en/not-here/", "/2018/finns-inte/", "/2018/vard/finns-inte/"]
    years = [f"{language}/{year}/" for language in ("", "/en") for year in (2017, 2019)]
    return [page.url for page in public_pages()] + missing + years + ["/2018"]


def statistics() -> list[str]:
    """Statistics in every form, also those that nobody may see, in years and languages that are."""
    found = [
        f"{language}/{year}/data.zip" for language in ("", "/en") for year in range(2016, 2021)
    ]
    secret = f"{WORD}-nytt"
    for place in ("/2018", "/en/2018"):
        found += formats(place, PublishedFigure.objects.public()[0].statistic.slug)
    found += formats("/2018", secret)
    former = f"/2018/statistik/{WORD}-siffra"
    found += [f"{former}/", f"{former}.csv", f"/en/2018/statistik/{secret}/"]
    for figure in PublishedFigure.objects.all():
        place = f"/{figure.year}/statistik/{figure.statistic.slug}"
        found += [f"{place}/embed/", f"{place}.json"]
    return found


def formats(place: str, slug: str) -> list[str]:
    found = f"{place}/statistik/{slug}"
    return [f"{found}/", f"{found}/embed/", *(f"{found}.{ending}" for ending in MEDIA_TYPES)]


def files(hidden: Hidden) -> list[str]:
    """Pictures and documents as they were uploaded, and as pages show them."""
    found = [document.url for document in hidden.documents]
    for image in hidden.images:
        found += [image.file.url, *(r.file.url for r in image.renditions.all())]
    found += [f"/look.woff2?typeface={d.pk}" for d in hidden.documents]
    return found + [f"/look.css?typeface={d.pk}" for d in hidden.documents]


def around() -> list[str]:
    """What stands around the pages: feeds, lists for crawlers, looks, doors with a password."""
    look = Look("#0f6848", "#7fd0ae")
    found = [look.address, look.mark_address, "/favicon.ico", "/robots.txt", "/sitemap.xml"]
    for language, search, problem in (
        ("", "sok", "rapportera-brist"),
        ("/en", "search", "report-a-problem"),
    ):
        found += [f"{language}/{name}" for name in ("atom.xml", "manifest.webmanifest")]
        found += [f"{language}/{search}/", f"{language}/{search}/?q=besök&page=2"]
        thanks = "tack" if not language else "thanks"
        found += [f"{language}/{problem}/", f"{language}/{problem}/{thanks}/"]
    found += ["/search/?q=besök", "/en/sok/?q=x", "/_util/login/?next=/2018/"]
    for restriction in CollectionViewRestriction.objects.all():
        found.append(f"/documents/authenticate_with_password/{restriction.pk}/")
    return found


def lists() -> list[str]:
    """Both APIs, asked about nothing in particular, about what is public, and wrongly."""
    found = ["/api/", f"{V2}/finns-inte/", "/api/report/", f"{API}/", f"{API}/docs"]
    found += [f"{API}/openapi.json", f"{API}/api-info", f"{API}/preview"]
    for kind in ("pages", "images", "documents", "redirects"):
        found += [f"{V2}/{kind}/?{q}" for q in ("fields=*&limit=100", "order=-id", "owner=1")]
        found += [f"{V2}/{kind}/find/?id=1", f"{V2}/{kind}/1/"]
    for model in ("home.HomePage", "report.ReportPage", "report.AreaPage", "report.ArticlePage"):
        found.append(f"{V2}/pages/?type={model}&fields=*&limit=100")
    for page in public_pages():
        found += [f"{V2}/pages/{page.pk}/?fields=*", f"{API}/pages/{page.pk}"]
        found.append(f"{API}/resolve?path={page.url}")
    found += [
        f"{API}/changes?limit=100",
        f"{API}/statistics?limit=100",
        f"{API}/statistics?year=2017",
    ]
    for locale in ("sv", "en"):
        found += [
            f"{API}/{route}?locale={locale}" for route in ("editions", "chrome", "statistics")
        ]
        for year in range(2016, 2021):
            found += [f"{API}/editions/{year}{tree}?locale={locale}" for tree in ("", "/tree")]
    found += [f"{API}/search?q=besök&year={year}" for year in (2017, 2018, 2020)]
    return found + [f"{API}/statistics/{f.statistic_id}" for f in PublishedFigure.objects.public()]


def asked_for(hidden: Hidden) -> list[str]:
    """Questions that name what is hidden: by a word, an id, an identity, an address."""
    found = [f"/sok/?q={WORD}", f"/en/search/?q={WORD}", f"{API}/statistics/{STATISTIC}"]
    found += [f"{API}/{route}?q={WORD}" for route in ("search", "statistics")]
    found += [f"{API}/{route}?q=7654321" for route in ("search", "statistics")]
    found += [f"{V2}/{kind}/?search={WORD}" for kind in ("pages", "images", "documents")]
    found += [f"{V2}/pages/?slug={WORD}-omrade", f"{V2}/pages/?title={WORD} omrade"]
    kinds = {"pages": hidden.pages, "images": hidden.images, "documents": hidden.documents}
    for kind, things in kinds.items():
        found += [f"{V2}/{kind}/{thing.pk}/" for thing in things]
        found += [f"{V2}/{kind}/find/?id={thing.pk}" for thing in things[:2]]
    for place, page in enumerate(hidden.pages):
        path = f"/2018/{page.slug}/" if page.url is None else page.url
        found += [f"{API}/pages/{page.pk}", f"{API}/resolve?path={path}"]
        found += [f"{V2}/pages/find/?html_path={path}", f"/gammal-{place}/"]
        if path not in hidden.locks:
            found.append(path)
    for place in range(0, len(hidden.pages), 4):  # one of each kind
        page = hidden.pages[place]
        for relation in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            found.append(f"{V2}/pages/?{relation}={page.pk}")
        found += [f"{API}/resolve?path=/gammal-{place}", f"{page.url or '/'}{WORD}/"]
        found.append(f"{V2}/redirects/find/?html_path=/gammal-{place}")
    for restriction in PageViewRestriction.objects.all():
        found += [
            f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
            for page in (hidden.pages[0], HomePage.objects.get(depth=2, slug="hem"))
            if page != restriction.page
        ]
    return found


def forms(hidden: Hidden) -> Iterator[Door]:
    """Addresses that something is sent to: wrong passwords, wrong tokens, an empty report."""
    wrong = (("password", "fel"), ("username", "någon"), ("return_url", "/"))
    for address in [*around(), *hidden.locks]:
        if "password" in address or "login" in address or "rapportera" in address:
            yield Door(address, wrong)
    yield Door(f"{API}/pages/1", wrong)
    yield Door(f"{V2}/pages/", wrong)
    for token in ("fel", hidden.token + "x", "x" + hidden.token):
        yield Door(f"{API}/preview", token=quote(token))


# --- The patterns of all addresses ----------------------------------------------------------------


def patterns() -> dict[str, str]:
    """The pattern of each address of the site, and the expression that it stands for."""
    return dict(walk(get_resolver().url_patterns))


def walk(found: list, route: str = "", regex: str = "") -> Iterator[tuple[str, str]]:
    for entry in found:
        own = str(entry.pattern).replace("^", "")
        expression = entry.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z")
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, route + own, regex + expression)
        elif isinstance(entry, URLPattern):
            yield route + own, regex + expression


def example(regex: str) -> str:
    """An address that the expression takes, about a hidden page where it can name one."""
    for template, names in normalize(regex):
        for value in (f"{IDS}00", STATISTIC, WORD, "page", "report", "auth"):
            address = template % dict.fromkeys(names, value)
            if re.match(regex, address):
                return f"/{address}"
    raise AssertionError(f"No example of an address is known for {regex}")
