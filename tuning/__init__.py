"""Adapts the sentence encoder to the training data: a slow step that is taken seldom, by hand."""
