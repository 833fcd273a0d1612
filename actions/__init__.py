"""The Rasa side of the advisor: what the tracker knows goes in, messages and slots come out."""
