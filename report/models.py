"""Re-exports only: Django looks for models here, they live in the modules named after what they are."""

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
