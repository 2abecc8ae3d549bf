"""Re-exports only: Django looks for models here; they live in modules named after them."""

from report.content_version import ContentVersion
from report.images import ReportImage, ReportRendition
from report.imports.record import ImportRecord, WaitingFile
from report.page_changes import PageChange
from report.pages import AreaPage, ArticlePage, ReportPage, StrategyPage
from report.preview.token import PreviewToken
from report.statistics.register import (
    Correction,
    CorrectionNote,
    FormerSlug,
    PublishedFigure,
    Statistic,
)
from report.webhooks.outbox import Attempt, Delivery
from report.webhooks.subscriber import Subscriber

__all__ = [
    "AreaPage",
    "ArticlePage",
    "Attempt",
    "ContentVersion",
    "Correction",
    "CorrectionNote",
    "Delivery",
    "FormerSlug",
    "ImportRecord",
    "PageChange",
    "PreviewToken",
    "PublishedFigure",
    "ReportImage",
    "ReportPage",
    "ReportRendition",
    "Statistic",
    "StrategyPage",
    "Subscriber",
    "WaitingFile",
]
