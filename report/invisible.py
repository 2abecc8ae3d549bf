"""Signs that nobody sees, and that no text of the site may hold: PostgreSQL refuses the first."""

import re

#: Control characters; a line break and a tab are none.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
