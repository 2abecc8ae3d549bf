"""The statistic's public JSON as a file."""

import json


def json_file(content: dict) -> bytes:
    """JSON in UTF-8, as people can read it too."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
