"""Scores a draft Amazon plan of action against a published rubric, offline, in English, French and Dutch."""

__version__ = "0.1.0"
