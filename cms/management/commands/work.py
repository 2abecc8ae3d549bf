"""The background process beside the web server: `manage.py work`."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from report.imports.record import WaitingFile
from report.webhooks.crew import Crew, tidy

log = logging.getLogger(__name__)


class Job(NamedTuple):
    """Something to do again and again, so many seconds after it was last done."""

    name: str
    seconds: float
    run: Callable[[], object]


#: Four slow receivers at once keep the others waiting; with more threads it would be more.
crew = Crew(size=4)
JOBS = (
    Job("scheduled publishing", 30, lambda: call_command("publish_scheduled", verbosity=0)),
    Job("webhooks", 2, crew.relay),
    Job("tidying up after webhooks", 60 * 60, tidy),
    Job(
        "forgetting files left unimported", 60 * 60, lambda: WaitingFile.objects.expired().delete()
    ),
)


class Command(BaseCommand):
    """Do every job in turn until SIGTERM or SIGINT."""

    help = "Runs the background jobs, such as scheduled publishing, until it is stopped."

    def handle(self, **options: object) -> None:
        """Work until a signal comes; a job that has begun is allowed to end."""
        stopped = threading.Event()
        usual = {
            number: signal.signal(number, lambda *_: stopped.set())
            for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            work(JOBS, stopped)
        finally:
            crew.dismiss()
            for number, handler in usual.items():
                signal.signal(number, handler)


def work(jobs: tuple[Job, ...], stopped: threading.Event) -> None:
    """Run each job when its time has come, until stopped is set."""
    due = dict.fromkeys(jobs, time.monotonic())
    while not stopped.is_set():
        for job in jobs:
            if due[job] <= time.monotonic() and not stopped.is_set():
                attempt(job)
                due[job] = time.monotonic() + job.seconds
        stopped.wait(max(0, min(due.values()) - time.monotonic()))


def attempt(job: Job) -> None:
    """Run one job; a failure is logged and the next time is another chance."""
    try:
        job.run()
    except Exception:
        log.exception("The background job '%s' failed.", job.name)
    finally:
        # Half a minute of sleep is no reason to hold a connection, and this one may be broken.
        connections.close_all()
