"""Re-exports only: Django looks for models here; they live in modules named after them."""

from home.accessibility.report import AccessibilityReport
from home.pages import AccessibilityStatementPage, HomePage, InformationPage
from home.user import User

__all__ = [
    "AccessibilityReport",
    "AccessibilityStatementPage",
    "HomePage",
    "InformationPage",
    "User",
]
