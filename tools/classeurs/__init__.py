"""The spreadsheet templates as they ship, drawn from the charter: `python -m tools.classeurs` remakes them."""
