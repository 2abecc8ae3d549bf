"""The files beside a statistic: the same figures as a table, as JSON-stat and as a picture."""
