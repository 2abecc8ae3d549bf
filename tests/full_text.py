"""SQLite's full-text table, which only a migration can make: the tests run without migrations."""

from importlib import import_module

from django.db import connection

MIGRATION = "wagtail.search.migrations.0006_customise_indexentry"


def make_table() -> None:
    """Replace the plain table that stands for the model with Wagtail's real one. Once is enough."""
    if connection.vendor != "sqlite":
        return
    operations = import_module(MIGRATION).Migration.operations[-1].database_operations
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'wagtailsearch_indexentry_fts'")
        if cursor.fetchone()[0].startswith("CREATE VIRTUAL TABLE"):
            return
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for operation in operations:
            cursor.execute(operation.sql)
