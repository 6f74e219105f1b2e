"""Amounts as what is known of them: the algebra, and the wording that reads and writes them."""
