"""Those who sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Our own model from the first migration, since Django cannot change it later."""
