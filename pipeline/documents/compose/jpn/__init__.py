"""The papers of the jury paritaire national (S0 §3.2): by numbers, except the annex that names."""
