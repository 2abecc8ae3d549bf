"""The shapes of the report API: what `openapi.json` says, and what every answer is held to."""
