"""A calculator for public budget envelopes that never counts a euro twice, adds unlike things or rounds in silence."""
