"""Who reads while others publish, with real commits, is never given what was replaced."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from django.db import connection
from django.test import Client

from report.models import ArticlePage
from tests import build

READERS, PUBLICATIONS = 3, 12


def test_nobody_reads_what_was_replaced(committed):
    """Each reader keeps a copy with its tag, as a cache would; a copy is never older than told."""
    article = build.article(build.area(build.report(), slug="vard"), slug="artikel", lead="0")
    addresses = ["/2018/vard/artikel/", f"/api/v2/pages/{article.pk}/"]
    published = [0]  # the newest number whose publication has been confirmed
    stop = Event()

    def publish() -> None:
        try:
            for number in range(1, PUBLICATIONS + 1):
                page = ArticlePage.objects.get(pk=article.pk)
                page.lead = f"nummer {number} "
                page.save_revision().publish()
                published.append(number)
        finally:
            stop.set()
            connection.close()

    def read(address: str) -> tuple[int, list[str]]:
        client, copy, stale, reads = Client(), None, [], 0
        try:
            while not stop.is_set() or reads < 3:
                confirmed = published[-1]
                headers = {"If-None-Match": copy["ETag"]} if copy else {}
                answer = client.get(address, headers=headers)
                copy = answer if answer.status_code == 200 else copy
                reads += 1
                seen = [n for n in range(PUBLICATIONS + 1) if f"nummer {n} " in copy.text]
                if confirmed and (not seen or seen[0] < confirmed):
                    stale.append(f"{seen} after {confirmed}")
        finally:
            connection.close()
        return reads, stale

    with ThreadPoolExecutor(READERS * 2 + 1) as threads:
        readers = [threads.submit(read, a) for a in addresses for _ in range(READERS)]
        threads.submit(publish).result()
        results = [reader.result() for reader in readers]
    assert all(reads > 2 for reads, stale in results)
    assert [stale for reads, stale in results] == [[]] * len(results)
