"""A session of a jury professionnel, from its workbook to its kit (S0 §6)."""
