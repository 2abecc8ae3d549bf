"""What raises the content version: a list of everything that readers see something of."""

from django.apps import apps
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    get_page_models,
)

from report.pending_changes import note_change, write_before_commit
from report.public import pages_using, pages_using_files_of
from report.statistics.register import (
    Correction,
    CorrectionNote,
    PublishedFigure,
    Statistic,
)

#: What Wagtail writes on a live page when only a draft, a comment or a lock of it changed.
FOR_EDITORS_ONLY = {
    *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by", "owner", "wagtail_admin_comments"),
}


def page_saved(instance: Page, update_fields: frozenset[str] | None = None, **kwargs) -> None:
    """Publishing, unpublishing, moving, reordering, copying, translating; aliases save too."""
    if update_fields is None or set(update_fields) - FOR_EDITORS_ONLY:
        note_change([instance.pk])


def page_deleted(instance: Page, **kwargs) -> None:
    note_change([instance.pk])


def file_changed(instance: Model, **kwargs) -> None:
    """An image or document: its title, file, credit, crop or collection, wherever it is used."""
    note_change(pages_using(instance))


def collection_changed(instance: Collection, **kwargs) -> None:
    """Where a collection stands, and so whether its files may be seen."""
    note_change(pages_using_files_of(instance), certain=True)


def collection_access_changed(instance: CollectionViewRestriction, **kwargs) -> None:
    collection_changed(instance.collection)


def statistic_changed(instance: Statistic, created: bool = False, **kwargs) -> None:
    """A number's address, which every page that shows it says."""
    figures = instance.figures.exclude(page=None)
    note_change([] if created else figures.values_list("page", flat=True), certain=True)


def access_changed(**kwargs) -> None:
    """What decides over whole trees: who may read them, whether they belong to the site."""
    note_change(everywhere=True, certain=True)


def other_content_changed(**kwargs) -> None:
    """What no page tells of, or only one that is saved with it: no page is named."""
    note_change(certain=True)


SAVED_OR_DELETED = (post_save, post_delete)
RULES = (
    (get_page_models, [post_save], page_saved),
    (get_page_models, [post_delete], page_deleted),
    # Before the deletion: afterwards nobody knows any more where the file stood.
    (lambda: [get_image_model(), get_document_model()], [post_save, pre_delete], file_changed),
    (lambda: [PageViewRestriction, Site, Locale], SAVED_OR_DELETED, access_changed),
    (lambda: [Collection], SAVED_OR_DELETED, collection_changed),
    (lambda: [CollectionViewRestriction], SAVED_OR_DELETED, collection_access_changed),
    (lambda: [Redirect], SAVED_OR_DELETED, other_content_changed),
    (lambda: [Statistic], [post_save], statistic_changed),
    (lambda: [PublishedFigure], SAVED_OR_DELETED, other_content_changed),
    (lambda: [Correction, CorrectionNote], SAVED_OR_DELETED, other_content_changed),
    (lambda: [Statistic.predecessors.through], [m2m_changed], other_content_changed),
)


def connect() -> None:
    """Connect the list, once all models are there."""
    apps.check_models_ready()
    connection_created.connect(write_before_commit, dispatch_uid="content version")
    for models, signals, receiver in RULES:
        for model in models():
            for signal in signals:
                signal.connect(receiver, sender=model, dispatch_uid=(receiver.__name__, model))
