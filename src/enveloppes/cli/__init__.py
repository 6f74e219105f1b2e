"""The commands, each of which reads, asks and shows."""
