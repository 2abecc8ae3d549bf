"""Re-exports only: Django looks for models here, they live in the modules named after what they are."""

from home.pages import AccessibilityStatementPage, HomePage, InformationPage
from home.user import User

__all__ = ["AccessibilityStatementPage", "HomePage", "InformationPage", "User"]
