"""The jury paritaire national: its docket, its anonymous bundle, its decisions, what becomes of them over years."""
