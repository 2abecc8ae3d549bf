"""Threads that work through the task queue, inside `manage.py work`."""

import threading
import uuid

from django.core.management import call_command
from django.db import connections
from django_tasks import task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from report.webhooks.outbox import forget
from report.webhooks.sending import deliver, enqueue_due


class Crew:
    """At most `size` threads, of which there are none while there is nothing to do."""

    def __init__(self, size: int):
        self.size = size
        self.working: dict[threading.Thread, Worker] = {}

    def relay(self) -> None:
        """Put what is due into the queue and start as many threads as there are tasks, at most."""
        enqueue_due()
        self.working = {thread: w for thread, w in self.working.items() if thread.is_alive()}
        if not queue_is_ours():
            return
        ready = DBTaskResult.objects.ready().filter(backend_name=deliver.backend).count()
        for _ in range(min(ready, self.size - len(self.working))):
            self.start()

    def start(self) -> None:
        """Start a thread, which ends when the queue is empty."""
        worker = new_worker()
        thread = threading.Thread(target=work_off, args=[worker], name="webhooks")
        self.working[thread] = worker
        thread.start()

    def dismiss(self) -> None:
        """Let every thread end the task that it has begun, and wait for them."""
        for worker in self.working.values():
            worker.running = False
        for thread in self.working:
            thread.join()


def new_worker() -> Worker:
    """A worker that runs what is in the queue and ends when it is empty."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=deliver.backend,
        startup_delay=False,
        max_tasks=None,
        worker_id=str(uuid.uuid4()),
    )


def work_off(worker: Worker) -> None:
    """Run tasks until there are none."""
    try:
        worker.run()
    finally:
        connections.close_all()


def tidy() -> None:
    """Forget what has been done long ago."""
    forget()
    if queue_is_ours():
        backend = f"--backend={deliver.backend}"
        call_command("prune_db_task_results", backend, "--min-age-days=1", verbosity=0)


def queue_is_ours() -> bool:
    """Whether the queue is in the database; any other has workers and a broom of its own."""
    return isinstance(task_backends[deliver.backend], DatabaseBackend)
