"""What an area may look like: its colour, icon and built-in picture.

The names are CSS classes and template folders.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Palette(models.TextChoices):
    """Four palettes whose contrast is proven in light and dark (see docs/decisions)."""

    SPRING = "spring", _("Spring green")
    SUMMER = "summer", _("Summer blue")
    AUTUMN = "autumn", _("Autumn orange")
    WINTER = "winter", _("Winter violet")


class Icon(models.TextChoices):
    """The icon of an area: `templates/icons/<name>.html`."""

    HEALTH = "health", _("Health care")
    BUS = "bus", _("Public transport")
    TOWN = "town", _("Town and country")
    CULTURE = "culture", _("Culture")
    PEOPLE = "people", _("People")
    ENVIRONMENT = "environment", _("Environment")
    ECONOMY = "economy", _("Economy")
    EDUCATION = "education", _("Education")


class Scene(models.TextChoices):
    """The built-in pictures: `templates/scenes/<name>/`."""

    CLINIC = "clinic", _("Clinic in spring")
    BUS = "bus", _("Bus in summer")
    TOWN = "town", _("Town in autumn")
    STAGE = "stage", _("Stage and library in winter")


class Anchor(models.TextChoices):
    """Where an information sign may stand in a built-in picture: the class `at-<name>`."""

    NEAR_LEFT = "near-left", _("On the near shore, to the left")
    NEAR_MIDDLE = "near-middle", _("On the near shore, in the middle")
    NEAR_RIGHT = "near-right", _("On the near shore, to the right")
    LANDMARK = "landmark", _("By the large building or vehicle")
