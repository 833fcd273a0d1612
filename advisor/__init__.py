"""Advice about ending, pausing and resuming a contract, worked out from the knowledge base alone."""
