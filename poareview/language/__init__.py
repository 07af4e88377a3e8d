"""Which language a draft is in, and what is known of each language."""

from poareview.language.detect import Detection, detect
from poareview.language.load import LanguageData, language_data

__all__ = ["Detection", "LanguageData", "detect", "language_data"]
