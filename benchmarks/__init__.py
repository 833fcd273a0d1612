"""Measures the project's language understanding on public data that has nothing to do with contracts."""
