"""The whole demo, loaded once into a site that has nothing of its own."""

import uuid
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from home.demo.chrome import dress
from home.demo.culture import add_culture
from home.demo.development import add_development
from home.demo.editors import make_account, make_group
from home.demo.health import add_health
from home.demo.information import add_about, add_cookies, add_statement
from home.demo.publishing import add
from home.demo.translation import translate
from home.demo.transport import add_transport
from home.pages import HomePage
from report.images import ReportImage
from report.pages import ReportPage
from report.statistics.register import Statistic

PICTURES = Path(__file__).parent / "pictures"
#: The home page's key says that the demo was loaded, whatever editors made of its pages since.
HOME_KEY = uuid.UUID("6f0c3b1e-2a44-4d0b-9a57-3f8f0a2018de")
THIS_COMPUTER = ("127.0.0.1", "localhost")


class SiteHasContent(Exception):
    """The site is not as it was delivered: the demo would mix with somebody's work."""


class Made(NamedTuple):
    """What a loading made; nothing at all the second time."""

    pages: bool = False
    account: bool = False
    address: bool = False


def load(address: str, password: str) -> Made:
    """Build all of the demo or nothing.

    `address` is where the site is reached, `password` the editor's; an empty one makes no account.
    Raises SiteHasContent.
    """
    pictures: list[ReportImage] = []
    try:
        with transaction.atomic():
            # The lock lets a second loading wait, and then find what the first one made.
            site = Site.objects.select_for_update().filter(is_default_site=True).first()
            loaded = HomePage.objects.filter(translation_key=HOME_KEY).exists()
            if not loaded:
                build(untouched_home(site), pictures)
            moved = bool(site) and move(site, address, anywhere=not loaded)
            return Made(not loaded, bool(password) and make_account(password), moved)
    except BaseException:
        for picture in pictures:  # files know nothing of transactions
            picture.file.delete(save=False)
        raise


def untouched_home(site: Site | None) -> HomePage:
    """The home page as the site is delivered with; refuses a site on which anybody has worked."""
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    untouched = (
        home is not None
        and home.latest_revision_id is None
        and not Page.objects.filter(depth__gt=1).exclude(pk=home.pk).exists()
        and not any(m.objects.exists() for m in (ReportImage, get_document_model(), Statistic))
    )
    if not untouched:
        raise SiteHasContent
    return home


def build(home: HomePage, pictures: list[ReportImage]) -> None:
    """Make every page, in both languages; add the pictures that were saved to `pictures`."""
    home.translation_key = HOME_KEY
    home.save()
    report = add(
        home,
        ReportPage(
            title="Årsberättelse 2018",
            year=2018,
            lead="Fyra områden i siffror, bilder och artiklar. Välj ett i bilden.",
        ),
    )
    journey = save_picture("sommarresa.png", "Väg vid en sjö", pictures)
    evening = save_picture("vinterkvall.svg", "Vinterkväll", pictures)
    add_health(report)
    add_transport(report, journey)
    add_development(report)
    add_culture(report, evening)
    footer = [add_about(home), add_cookies(home)]
    add_statement(home)  # every footer links to it by itself
    dress(home, footer)
    translate(home, "en")
    make_group(report)


def save_picture(name: str, title: str, pictures: list[ReportImage]) -> ReportImage:
    with (PICTURES / name).open("rb") as file:
        image = ReportImage(title=title, file=ImageFile(file, name), credit="Demo")
        pictures.append(image)
        image.save()
    return image


def move(site: Site, address: str, *, anywhere: bool) -> bool:
    """Give the site its address; whether that changed anything.

    Later on it follows only from one port of this computer to another: an address that somebody
    entered stays.
    """
    parts = urlsplit(address)
    place = (parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    local = site.hostname in THIS_COMPUTER and parts.hostname in THIS_COMPUTER
    if place == (site.hostname, site.port) or not (anywhere or local):
        return False
    site.hostname, site.port = place
    if anywhere:
        site.site_name = "Årsberättelse"
    site.save()
    return True
