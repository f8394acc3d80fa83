"""`python -m pipeline` is `cqp`."""

from .cli import main

if __name__ == "__main__":  # the processes that make documents import this file too
    main()
