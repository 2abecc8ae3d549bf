"""Uploaded files in templates."""

from django import template

from report.file_access import File
from report.public import is_public_file

register = template.Library()


@register.filter
def for_everyone(file: File | None) -> File | None:
    """`{% with picture=home.logo|for_everyone %}`: the file; None in a private collection."""
    return file if is_public_file(file) else None
