"""`python -m pipeline` is `cqp`."""

from .cli import main

main()
