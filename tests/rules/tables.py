"""Written out by hand from S3 §1.2, never computed: the oracle of the 80 % rule."""

# How many validated criteria (or competences) are asked of 1 to 40, by the classic rounding (M-007).
QUATRE_CINQUIEMES = {
    **{1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 6, 9: 7, 10: 8},
    **{11: 9, 12: 10, 13: 10, 14: 11, 15: 12, 16: 13, 17: 14, 18: 14, 19: 15, 20: 16},
    **{21: 17, 22: 18, 23: 18, 24: 19, 25: 20, 26: 21, 27: 22, 28: 22, 29: 23, 30: 24},
    **{31: 25, 32: 26, 33: 26, 34: 27, 35: 28, 36: 29, 37: 30, 38: 30, 39: 31, 40: 32},
}
