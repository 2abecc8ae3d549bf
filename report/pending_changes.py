"""Changes of content that a transaction has made and that are written just before its commit.

What changes content is listed in `content_signals`. Code that writes published content by
`queryset.update()`, which sends no signal, calls `note_change` itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from report.content_version import ContentVersion, current, raise_number, raised
from report.page_changes import Scope, write_page_changes


@dataclass
class Change:
    """Something that may alter what readers see, kept among Django's callbacks of the transaction.

    There it shares the fate of what it tells of: a rollback, also to a savepoint, takes it away.
    """

    pages: frozenset[int]
    everywhere: bool
    certain: bool
    written: bool = False

    def __call__(self) -> None:
        """After the commit all is written. Without a transaction, this is the moment to write."""
        if not self.written:
            write([self])


def note_change(
    pages: Iterable[int] = (), *, everywhere: bool = False, certain: bool = False
) -> None:
    """Raise the version when the running transaction commits.

    `pages` are ids of pages that were saved, moved or deleted, or that show what was; unless
    readers see or saw one of them, nothing is raised. `everywhere` compares all pages with what
    readers saw before. `certain` raises the version whatever the comparison says.
    """
    transaction.on_commit(Change(frozenset(pages), everywhere, certain))


def write_before_commit(sender: type, connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Let a new connection write what changed before each of its commits (`connection_created`).

    Django calls back after a commit only; the commit itself is the one place that every way of
    ending a transaction comes through.
    """
    if "commit" in vars(connection):  # the same connection, opened once more
        return
    plain_commit = connection.commit

    def commit() -> None:
        try:
            write_pending(connection)
        except BaseException:
            connection.rollback()
            raise
        plain_commit()

    connection.commit = commit


def write_pending(connection: BaseDatabaseWrapper) -> None:
    """Write the changes that the connection's transaction has noted."""
    noted = [callback for _savepoints, callback, _robust in connection.run_on_commit]
    if pending := [c for c in noted if isinstance(c, Change) and not c.written]:
        write(pending)


def write(changes: list[Change]) -> None:
    """Raise the version for these changes, unless readers see nothing of them."""
    with transaction.atomic():
        scope = Scope(
            pages=frozenset().union(*(change.pages for change in changes)),
            # The first version takes in everything that was there before there were versions.
            everywhere=any(change.everywhere for change in changes) or not current().number,
        )
        if scope.is_seen() or any(change.certain for change in changes):
            number = raise_number()
            page_changes = write_page_changes(scope, number)
            raised.send(sender=ContentVersion, version=number, changes=page_changes)
    for change in changes:
        change.written = True
