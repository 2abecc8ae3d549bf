"""The background process: it goes on after failures and ends when it is told to."""

import os
import signal
import threading

import pytest
from django.core.management import call_command

from cms.management.commands import work


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
    names = ["scheduled publishing", "webhooks", "tidying up after webhooks"]
    assert [job.name for job in work.JOBS] == names
