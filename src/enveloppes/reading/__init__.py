"""From YAML text to a register, with every finding at its place."""
