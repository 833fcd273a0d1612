"""The web channel: Rasa's side of the conversation that a browser sees."""
