"""The background process: it goes on after failures and ends when it is told to."""

import os
import signal
import threading
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.management.commands import work
from report.imports.record import WaitingFile


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_on_a_signal(monkeypatch, number):
    rounds = []

    def interrupted():
        rounds.append(1)
        os.kill(os.getpid(), number)

    monkeypatch.setattr(work, "JOBS", (work.Job("signal", 3600, interrupted),))
    before = signal.getsignal(number)
    call_command("work")
    assert rounds == [1]
    assert signal.getsignal(number) is before


def test_a_failing_job_is_logged_and_keeps_no_other_from_its_turn(caplog):
    stopped = threading.Event()
    done = []

    def fails():
        raise ValueError("broken")

    def works():
        done.append(1)
        if len(done) == 3:
            stopped.set()

    work.work((work.Job("first", 0, fails), work.Job("second", 0, works)), stopped)
    assert len(done) == 3
    failures = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(failures) == 3
    assert "'first' failed" in failures[0].getMessage()
    assert failures[0].exc_info[0] is ValueError


def test_a_job_waits_for_its_time():
    stopped = threading.Event()
    often, seldom = [], []

    def hurried():
        often.append(1)
        if len(often) == 5:
            stopped.set()

    jobs = (
        work.Job("often", 0.01, hurried),
        work.Job("seldom", 3600, lambda: seldom.append(1)),
    )
    work.work(jobs, stopped)
    assert (len(often), len(seldom)) == (5, 1)


@pytest.mark.django_db
def test_its_own_jobs_run(caplog):
    for job in work.JOBS:
        job.run()
    assert [job.name for job in work.JOBS] == [
        "scheduled publishing",
        "webhooks",
        "tidying up after webhooks",
        "forgetting files left unimported",
    ]


def test_a_file_that_was_never_imported_is_forgotten_after_a_day(administrator):
    for hours in (23, 25):
        WaitingFile.objects.bulk_create(
            [WaitingFile(user=administrator, content=b"1", created_at=hours_ago(hours))]
        )
    for job in work.JOBS:
        job.run()
    assert [file.created_at > hours_ago(24) for file in WaitingFile.objects.all()] == [True]


def hours_ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)
