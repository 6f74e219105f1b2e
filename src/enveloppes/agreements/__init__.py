"""The model of a register: sources, territories, agreements, envelopes and the claims made of them."""
