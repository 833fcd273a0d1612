"""Rasa graph components: tokens and facts from spaCy, and the classifier of questions."""
