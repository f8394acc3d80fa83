"""The papers of a session (S0 §2, §6): those sent before the day, those of the day, those that close it."""
