"""Draws the Word templates that ship. What is drawn here may be restyled in Word afterwards."""
