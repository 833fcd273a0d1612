"""The consultation: from what is known about a contract to a recommendation and a plan."""
