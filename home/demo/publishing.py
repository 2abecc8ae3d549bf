"""How the demo puts its pages on the site: as an editor would, by the same checks and revisions."""

from wagtail.models import Page


def fill(page: Page, **streams: list[dict]) -> None:
    """Set stream fields from blocks in their stored form, cleaned as if they came from the form."""
    for name, blocks in streams.items():
        stream = page._meta.get_field(name).stream_block
        setattr(page, name, stream.clean(stream.to_python(blocks)))


def publish(page: Page) -> Page:
    """Publish the page as it stands, by a revision."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def add(parent: Page, page: Page, **streams: list[dict]) -> Page:
    """Publish a new page below its parent."""
    fill(page, **streams)
    page.locale = parent.locale
    page.live = False  # until its first revision is published
    parent.add_child(instance=page)
    return publish(page)
