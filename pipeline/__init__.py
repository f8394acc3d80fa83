"""From a filled evaluation grid to a signed qualification."""

__version__ = "0.1.0"
