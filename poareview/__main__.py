"""`python -m poareview` is the command `poareview`."""

from __future__ import annotations

import sys

from poareview.cli import main

if __name__ == "__main__":
    sys.exit(main())
