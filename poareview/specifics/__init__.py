"""What a reader could check in a draft (identifiers, dates, figures, names), and what stands in its place."""

from __future__ import annotations

from poareview.specifics.find import find_specifics

__all__ = ["find_specifics"]
