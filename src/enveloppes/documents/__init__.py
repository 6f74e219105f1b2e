"""Source documents as text with places, and the euro figures in them."""
