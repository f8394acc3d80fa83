"""Draws the Word templates that ship: `templates/word/*.docx`. What is drawn here may be restyled in Word afterwards."""
