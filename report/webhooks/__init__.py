"""Tells other systems that something was published.

A publishing transaction writes what shall be told to whom (`outbox`), `manage.py work` sends it
(`sending`, `crew`), and administrators see how it went (`desk`).
"""
