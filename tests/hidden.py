"""A site that hides all that a site can hide, beside public pages that point at every bit of it.

What nobody may see bears one of these marks, and nothing else does: a word (in titles, slugs, names
of files and of people), an id of ten digits, an identity or a value of a statistic.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Workflow,
    WorkflowTask,
)

from home.accessibility.report import AccessibilityReport
from home.models import HomePage, User
from report.models import AreaPage, ReportImage, ReportPage, Statistic, Subscriber
from report.page_changes import What
from report.pending_changes import write_pending
from report.preview.token import issue
from tests import build
from tests.figures import KEY, SAME, number
from tests.head import in_english

#: In ASCII, so that no slug and no encoding changes it. Each mark has a twin that means nothing.
WORD, NO_WORD = "hemligstamplat", "obefintligting"
IDS, NO_IDS = "19876543", "18765432"
IDENTITY, NO_IDENTITY = "5ec2e75e-c2e7", "5ec2e75e-0000"
#: As it is stored, written in Swedish or English, or marked up.
VALUE = re.compile(r"7\D{0,8}654\D{0,8}321")
STATISTIC = f"{IDENTITY}-4000-8000-000000000001"


@dataclass
class Hidden:
    """What nobody may see; at `locks` somebody who is there is asked for a password."""

    pages: list[Page]
    images: list[ReportImage]
    documents: list[Document]
    locks: list[str]
    token: str


def marks_in(text: str) -> list[str]:
    """The marks of what is hidden that the text has."""
    found = [mark for mark in (WORD, IDS, IDENTITY) if mark in text.lower()]
    return found + VALUE.findall(text)


def twin(text: str) -> str:
    """The same text about what does not exist, as long as before."""
    for mark, none in ((WORD, NO_WORD), (IDS, NO_IDS), (IDENTITY, NO_IDENTITY)):
        text = re.sub(mark, none, text, flags=re.IGNORECASE)
    return text


def number_from(model: type[models.Model], first: int) -> None:
    """Let the ids of new rows begin here, until the transaction is rolled back."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # what waits for the commit locks the table
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {first}")
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, first - 1])


def secret_number(identity: str = STATISTIC, **fields) -> dict:
    heading = fields.pop("heading", f"{WORD} siffra")
    return number("7654321", identity, heading=heading, label=f"{WORD} besök", **fields)


def document(name: str, **fields) -> Document:
    file = ContentFile(b"-", f"{WORD}-{name}")
    return Document.objects.create(title=f"{WORD} {name}", file=file, **fields)


def picture(name: str, **fields) -> ReportImage:
    fields = {"title": f"{WORD} {name}", "credit": f"{WORD} fotograf", **fields}
    return build.image(size=(10, 10), name=f"{WORD}-{name}.png", **fields)


def shows(image: ReportImage, file: Document) -> list[dict]:
    """Blocks with a picture, a film, and both kinds of link to a document."""
    shown = {"image": image.pk, "alt_text": "En bild", "decorative": False}
    film = {"title": "Film", "file": file.pk, "captions": file.pk, "poster": image.pk}
    target = [{"type": "document", "value": file.pk, "id": "t"}]
    return [
        build.block("image", {"image": shown, "caption": ""}),
        build.block("video", film),
        build.block("link", {"text": "Hämta", "target": target}),
        build.block("paragraph", f'<p><a linktype="document" id="{file.pk}">fil</a></p>'),
    ]


def links_to(page: Page) -> list[dict]:
    """Blocks with both kinds of link to a page."""
    target = [{"type": "page", "value": page.pk, "id": "t"}]
    return [
        build.block("link", {"text": "Läs", "target": target}),
        build.block("paragraph", f'<p><a linktype="page" id="{page.pk}">sida</a></p>'),
    ]


def restrict(page: Page, kind: str = "login") -> Page:
    fields = {"password": WORD} if kind == "password" else {}
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)
    return page


def public_site() -> dict[str, Page]:
    """What anyone may read, in two languages; nothing hidden is there yet."""
    home = build.home()
    build.statement(home)
    report = build.report(home)
    area = build.area(report, statistics=[number("1037034")], slug="vard", area_key=KEY)
    area.statistics[0].value.update(value=Decimal(1037035), correction_note="Rättat.")
    area = build.publish(area)
    pages = {
        "home": home,
        "report": report,
        "area": area,
        "edited": build.article(area, title="Publicerad", slug="publicerad"),
        "revealing": build.article(area, title="Avslöjande", slug="avslojande"),
        "next": build.strategy(area, slug="strategi"),
        "about": build.information(home, slug="om"),
    }
    for name in ("home", "report", "area", "revealing"):
        fields = {"slug": "home"} if name == "home" else {}
        pages[f"english {name}"] = in_english(pages[name], **fields)
    return pages


def site() -> Hidden:
    """The whole site. Call it in a transaction that is rolled back."""
    public = public_site()
    image, file = build.image(size=(10, 10)), document("x")
    for thing in (image, file):  # a sequence exists once it has been used
        thing.delete()
    for model in (Page, ReportImage, Document):
        number_from(model, int(f"{IDS}00"))
    editor = User.objects.create_superuser(
        WORD, f"{WORD}@example.org", build.PASSWORD, first_name=WORD, last_name=WORD
    )
    pages, restricted = hidden_pages(public)
    images, documents = hidden_files()
    point_at_all(public, pages, images, documents)
    locks = [page.url for page in restricted] + [documents[0].url]
    for restriction in PageViewRestriction.objects.filter(restriction_type="password"):
        form = "wagtailcore_authenticate_with_password"
        locks.append(reverse(form, args=[restriction.pk, restriction.page_id]))
    token = notes_of_editors(public, editor)
    write_pending(connection)
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/gammal-{place}", redirect_page=page)
        for place, page in enumerate(pages)
    )
    return Hidden(pages, images, documents, locks, token)


def hidden_pages(public: dict[str, Page]) -> tuple[list[Page], list[Page]]:
    """Every kind of page that is not public; and those of them that ask who is there."""
    home, report, area = public["home"], public["report"], public["area"]

    def article(name: str, parent: Page = area, **fields) -> Page:
        return build.article(parent, title=f"{WORD} {name}", slug=f"{WORD}-{name}", **fields)

    def secret_area(name: str, parent: ReportPage = report, **fields) -> AreaPage:
        return build.area(parent, title=f"{WORD} {name}", slug=f"{WORD}-{name}", **fields)

    unpublished = secret_area("omrade", statistics=[secret_number()])
    unpublished.statistics[0].value.update(value=Decimal(7654321000), correction_note=f"{WORD} not")
    unpublished = build.publish(unpublished)
    statistic = Statistic.objects.get(pk=STATISTIC)
    statistic.slug = f"{WORD}-nytt"
    statistic.save()
    pages = [unpublished, article("under-avpublicerad", unpublished), article("utgangen")]
    last_year = build.report(home, 2017, title=f"{WORD} 2017")
    pages += [
        last_year,
        secret_area("i-fjol", last_year, area_key=KEY, statistics=[secret_number(SAME)]),
    ]
    write_pending(connection)  # these were public, and are not any more
    Subscriber.objects.create(name=WORD, address="https://example.org/", events=What.values)
    unpublished.unpublish()
    last_year.unpublish()
    past, future = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(days=1)
    Page.objects.filter(pk=pages[2].pk).update(expire_at=past)
    call_command("publish_scheduled")

    pages += [article("utkast", live=False), scheduled(article("schemalagd", live=False), future)]
    pages.append(build.report(home, 2019, title=f"{WORD} 2019", live=False))
    pages += elsewhere()
    pages.append(public["edited"].copy_for_translation(Locale.objects.get(language_code="en")))

    other = secret_number(f"{STATISTIC[:-1]}2")
    locked = restrict(secret_area("last", statistics=[other]))
    doors = [
        locked,
        article("under-last", locked),
        restrict(article("losenord"), "password"),
        restrict(build.report(home, 2020, title=f"{WORD} 2020")),
        restrict(build.report(home, 2016, title=f"{WORD} 2016")),
        restrict(build.information(home, title=f"{WORD} internt", slug=f"{WORD}-internt")),
    ]
    doors.append(secret_area("forr", doors[4], area_key=KEY, statistics=[secret_number(SAME)]))
    doors.append(locked.create_alias(parent=report, update_slug=f"{WORD}-spegel"))
    doors.append(doors[1].create_alias(parent=area, update_slug=f"{WORD}-spegling"))
    return [*pages, *doors], doors


def scheduled(page: Page, moment) -> Page:
    page.go_live_at = moment
    page.save_revision(approved_go_live_at=moment).publish()
    return page


def elsewhere() -> list[Page]:
    """Live pages that belong to no site."""
    home = HomePage(title=f"{WORD} annan", slug=f"{WORD}-annan", organisation=WORD)
    Page.get_first_root_node().add_child(instance=home)
    return [home, build.information(home, title=f"{WORD} om", slug=f"{WORD}-om")]


def hidden_files() -> tuple[list[ReportImage], list[Document]]:
    """Files in a private collection, of a draft, of a restricted page, and of nothing."""
    parent = Collection.get_first_root_node().add_child(name=f"{WORD} internt")
    CollectionViewRestriction.objects.create(
        collection=parent, restriction_type="password", password=WORD
    )
    private = parent.add_child(name=f"{WORD} underlag")
    names = ("av-utkast", "av-last", "av-inget")
    images = [picture("privat", collection=private), *map(picture, names)]
    documents = [document("privat.woff2", collection=private)]
    return images, documents + [document(f"{name}.pdf") for name in names]


def point_at_all(
    public: dict[str, Page],
    pages: list[Page],
    images: list[ReportImage],
    documents: list[Document],
) -> None:
    """Let public pages show and link to everything that is hidden, in every field that can."""
    public = {name: type(page).objects.get(pk=page.pk) for name, page in public.items()}
    private, font = images[0], documents[0]
    everything = [block for page in pages for block in links_to(page)] + shows(private, font)
    for revealing in (public["revealing"], public["english revealing"]):
        stream = revealing.body.stream_block
        revealing.body = stream.to_python(everything)
        build.publish(revealing)
        revealing.body = stream.to_python([*everything, *shows(images[1], documents[1])])
        revealing.save_revision()  # a draft of a live page
    locked = next(page for page in pages if page.slug == f"{WORD}-last")
    build.article(locked, title=WORD, slug=WORD, body=shows(images[2], documents[2]))

    statistics = public["area"].statistics.stream_block
    secret = f'<p><a linktype="page" id="{locked.pk}">sida</a></p>'
    for area in (public["area"], public["english area"]):
        area.scene_background = area.scene_foreground = area.scene_upright = private
        raw = area.statistics.get_prep_value()
        raw[0]["value"] |= {"value": "1037035", "infobox": secret, "correction_note": ""}
        area.statistics = statistics.to_python(raw)
        build.publish(area)
    Statistic.objects.get(pk=SAME).predecessors.add(STATISTIC)
    Statistic.objects.get(pk=SAME).successors.add(STATISTIC)
    for report in (public["report"], public["english report"]):
        report.scene_background = report.scene_foreground = private
        chosen = [build.block("statistic", pk) for pk in (STATISTIC, SAME)]
        report.headlines = report.headlines.stream_block.to_python(chosen)
        build.publish(report)
    off = {"kind": "browser", "heading": WORD, "text": f"<p>{WORD}</p>", "is_on": False}
    for home in (public["home"], public["english home"]):
        home.logo = home.logo_dark = private
        home.typeface = font
        home.contact = secret
        home.notices = home.notices.stream_block.to_python([build.block("notice", off)])
        links = [links_to(page)[0] for page in (pages[0], locked, public["about"])]
        home.footer_links = home.footer_links.stream_block.to_python(links)
        build.publish(home)


def notes_of_editors(public: dict[str, Page], editor: User) -> str:
    """What editors write, and who they are; a token that opens one of their drafts."""
    edited, area = (type(p).objects.get(pk=p.pk) for p in (public["edited"], public["area"]))
    edited.title, edited.lead = f"{WORD} ny rubrik", f"{WORD} ny ingress"
    edited.save_revision(log_action=True, user=editor)
    area.statistics[0].value.update(value=Decimal(7654321), correction_note=f"{WORD} rättelse")
    area.save_revision(user=editor)
    Comment.objects.create(page=edited, user=editor, text=WORD, contentpath="title")
    workflow = Workflow.objects.create(name=WORD)
    task = GroupApprovalTask.objects.create(name=WORD)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(edited, editor).current_task_state.reject(user=editor, comment=WORD)
    AccessibilityReport.objects.create(what=WORD, contact=f"{WORD}@example.org")
    Page.objects.update(owner=editor, locked_by=editor)
    Revision.objects.update(user=editor)
    ReportImage.objects.update(uploaded_by_user=editor)
    Document.objects.update(uploaded_by_user=editor)
    return issue(editor, edited)
