"""Measures how well the trained assistant understands people: message sets, a behavioural suite, reports."""
