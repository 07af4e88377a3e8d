"""Spelling and simple grammar of a draft, offline, in English, French and Dutch."""

from poareview.spelling.check import mistakes
from poareview.spelling.mistake import Mistake

__all__ = ["Mistake", "mistakes"]
