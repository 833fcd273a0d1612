"""How fast the assistant is, beside the bot that `rasa init` makes, on the same machine in one run."""
