"""The command `poareview`: arguments, files, exit codes. What is said about a letter is said elsewhere."""

from poareview.cli.command import main

__all__ = ["main"]
