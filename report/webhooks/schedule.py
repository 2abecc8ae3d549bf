"""When a message that was not received is tried again, and when it is given up."""

import random
from datetime import datetime, timedelta

#: So many times a message is tried before it is given up, a good day after the first time.
MOST_ATTEMPTS = 12
#: A message that waited longer than this behind another one is tried once and not again: else the
#: queue of an address that is gone would take a day for each message.
PATIENCE = timedelta(hours=27)
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=6)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: three times as long each time.

    A fifth more or less, by chance, keeps those who failed together from coming back together.
    """
    wait = min(FIRST_WAIT * 3 ** (attempts - 1), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311  # nobody gains by guessing it


def next_attempt(attempts: int, waiting_since: datetime, now: datetime) -> datetime | None:
    """When to try again; None when the message is given up."""
    if attempts >= MOST_ATTEMPTS or now - waiting_since > PATIENCE:
        return None
    return now + wait_after(attempts)
