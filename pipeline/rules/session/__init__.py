"""The rules of a session, before the candidate comes in: pure, each fault with what it holds back (K35)."""
