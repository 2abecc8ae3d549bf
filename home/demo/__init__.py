"""The demo: two published texts of a real region as pages, and examples where there is no text.

`texts/` holds the two documents exactly as they were published; no sentence of theirs is written
anywhere else. The pictures in `pictures/` are put together from the site's own drawings.
"""
