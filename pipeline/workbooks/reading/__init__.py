"""How a workbook is read: its parts, its sheets, its names, its cells. `workbooks.read` tells the story."""
