"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run, and none fails for being slow on a busy machine.
settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible")
