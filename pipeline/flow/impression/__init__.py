"""The papers of a proclamation, from the printer to the hands of their holders."""
