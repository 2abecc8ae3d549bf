"""Numbers that exist elsewhere are imported, not retyped.

`reading` turns bytes into a `Cube`, `choosing` takes from it what one statistic shows,
`difference` says what that changes on the page, and `writing` saves it as a draft.
"""
