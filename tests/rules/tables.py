"""Written out by hand from S3 §1.2, never computed: the oracle of the 80 % rule."""

from itertools import chain

# How many validated criteria (or competences) are asked of 1 to 40, by the classic rounding (M-007).
_DIZAINES = [
    [1, 2, 2, 3, 4, 5, 6, 6, 7, 8],  # of 1 to 10
    [9, 10, 10, 11, 12, 13, 14, 14, 15, 16],  # of 11 to 20
    [17, 18, 18, 19, 20, 21, 22, 22, 23, 24],  # of 21 to 30
    [25, 26, 26, 27, 28, 29, 30, 30, 31, 32],  # of 31 to 40
]
QUATRE_CINQUIEMES = dict(enumerate(chain.from_iterable(_DIZAINES), start=1))
