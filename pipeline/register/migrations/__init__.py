"""How a register of an earlier version becomes one of the present version.

A migration is written by hand, stands on its own (it imports no table of today) and never goes back: facts stay.
"""
