"""The English demo is English: its pages, files, feed, search, metadata and errors."""

import re
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, PageElement
from catalogues import ROOT
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db

STATISTIC = "/en/2018/statistik/kronobergarnas-vardkonsumtion"
#: What no page links to, or not by that question.
BESIDE = [
    "/en/nowhere/",
    *("/en/search/", "/en/search/?q=visits", "/en/search/?q=6.8", "/en/search/?q=xyzzy"),
    *("/en/atom.xml", "/en/manifest.webmanifest", "/en/report-a-problem/thanks/"),
    f"{STATISTIC}/embed/",
]
#: Attributes that are read aloud or shown.
SPOKEN = ("alt", "title", "aria-label", "content", "placeholder", "label")
#: All pages, and of the statistics' own ones those with parts, a series and per cent.
FOLLOWED = re.compile(
    r"/en/(?!2018/statistik/)(.*/)?|/en/2018/data\.zip"
    r"|/en/2018/statistik/(kronobergarnas.*|.*-nya-foretag|.*-bussar-i-tid)/"
)
#: Drawings, which are most of a page.
DRAWN = re.compile(r"<(?:path|rect|circle|ellipse|line|use|g|stop)\b[^>]*>|</g>")
WORD = re.compile(r"[^\W\d_]{3,}")
#: Markup, addresses and the names of things in them (`halso-och-sjukvard`), and style sheets.
NO_WORDS = re.compile(r"<style>.*?</style>|<[^>]*>|%\(\w+\)s|(?:https?:/)?/\S+|\w+(?:[-_.]\w+)+")


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(NO_WORDS.sub(" ", text))}


def texts(message: Message) -> tuple[list[str], list[str]]:
    """Both languages of a message, with all plural forms."""
    return tuple([t] if isinstance(t, str) else list(t) for t in (message.id, message.string))


@pytest.fixture(scope="module")
def swedish() -> set[str]:
    """Words that the site or the demo uses in Swedish and never in English."""
    found: dict[str, set[str]] = {"sv": set(), "en": set()}
    for file, codes in (
        (ROOT / "locale/sv/LC_MESSAGES/django.po", ("en", "sv")),
        (ROOT / "home/demo/texts/en.po", ("sv", "en")),
    ):
        with file.open("rb") as content:
            for message in read_po(content):
                for code, of_one in zip(codes, texts(message), strict=True):
                    found[code].update(*(words(text) for text in of_one))
    return found["sv"] - found["en"]


class Answer:
    """What was answered: `said` is all that people or programs read in it, in English."""

    def __init__(self, response: HttpResponse) -> None:
        self.status, self.headers = response.status_code, response.headers
        self.kind, self.content = response["Content-Type"], response.content
        self.page = None
        if self.kind.startswith("text/html"):
            self.page = BeautifulSoup(DRAWN.sub("", response.content.decode()), "html.parser")

    @cached_property
    def said(self) -> str:
        if "zip" in self.kind or "spreadsheet" in self.kind:
            archive = ZipFile(BytesIO(self.content))
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
        if self.page is None:
            return self.content.decode()
        texts = [text for text in self.page.find_all(string=True) if not is_foreign(text)]
        spoken = [tag[name] for tag in self.page.find_all() for name in SPOKEN if name in tag.attrs]
        return "\n".join([*texts, *spoken])


def is_foreign(text: PageElement) -> bool:
    """Whether the text is marked as one in another language than the page's."""
    marked = text.find_parent(lang=True)
    return marked is not None and marked["lang"] != "en"


@pytest.fixture(scope="module")
def answers(demo) -> dict[str, Answer]:
    """Every answer that English links lead to; of the files and cards, one statistic's."""
    client, found, to_ask = Client(), {}, ["/en/", *BESIDE]
    while to_ask:
        address = to_ask.pop()
        answer = found[address] = Answer(client.get(address))
        links = answer.page.select("a[href], link[href]") if answer.page else ()
        for link in links:
            target = re.sub(r"^https?://[^/]+|#.*", "", link["href"])
            wanted = FOLLOWED.fullmatch(target) or target.startswith(f"{STATISTIC}.")
            if wanted and target not in found and target not in to_ask:
                to_ask.append(target)
    return found


def test_the_walk_meets_every_kind_of_answer(answers):
    endings = {re.sub(r".*/[^.]*", "", address) for address in answers}
    assert endings >= {"", ".csv", ".sv.csv", ".xlsx", ".json", ".jsonstat.json", ".svg", ".zip"}
    assert sum(address.endswith("/") for address in answers) > 20
    refused = [address for address, answer in answers.items() if answer.status != 200]
    assert refused == ["/en/nowhere/"]


def test_no_swedish_word_is_left(answers, swedish):
    assert len(swedish) > 1000
    left = {
        address: found
        for address, answer in answers.items()
        # This file is for a Swedish Excel, so its columns have Swedish names.
        if not address.endswith(".sv.csv") and (found := swedish & words(answer.said))
    }
    assert left == {}


def test_numbers_are_written_the_english_way(answers):
    swedish_way = re.compile(r"(?<!\d)\d{1,3}[ \u00a0\u202f](?:\d{3}(?!\d)|%)|\d,\d(?!\d)")
    left = {
        address: found
        for address, answer in answers.items()
        if answer.page and (found := swedish_way.findall(answer.said))
    }
    assert left == {}
    per_cent = answers["/en/2018/public-transport/"].page.select_one(".claim .unit")
    assert per_cent.parent.text == "87.5%"


def test_every_answer_says_that_it_is_english(answers):
    for address, answer in answers.items():
        assert answer.headers["Content-Language"] == "en", address
        if answer.page:
            assert answer.page.html["lang"] == "en", address
            for other in answer.page.select("body [lang]"):
                link = other if "hreflang" in other.attrs else other.parent
                assert other["lang"] == link["hreflang"] == "sv", address
    assert b'xml:lang="en"' in answers[f"{STATISTIC}.svg"].content
    assert b'xml:lang="en"' in answers["/en/atom.xml"].content


def test_a_report_that_cannot_be_sent_is_answered_in_english(demo, client, swedish):
    form = {"what": "x" * 5000, "contact": "x" * 300}
    answer = Answer(client.post("/en/report-a-problem/", form))
    assert "The text has 5,000 characters. Shorten it to at most 4,000." in answer.said
    assert swedish & words(answer.said) == set()
