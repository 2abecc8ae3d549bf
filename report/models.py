"""Re-exports only: Django looks for models here; they live in modules named after them."""

from report.images import ReportImage, ReportRendition
from report.pages import AreaPage, ArticlePage, ReportPage, StrategyPage
from report.statistics.register import Correction, PublishedFigure, Statistic

__all__ = [
    "AreaPage",
    "ArticlePage",
    "Correction",
    "PublishedFigure",
    "ReportImage",
    "ReportPage",
    "ReportRendition",
    "Statistic",
    "StrategyPage",
]
