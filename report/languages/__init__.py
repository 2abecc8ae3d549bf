"""The report in several languages: what is translated, what waits, and what may be published.

The translation engine (wagtail-localize) keeps the texts and their translations. What stands here
is the rule that nothing goes public untranslated, and the screens for having pages translated.
"""
