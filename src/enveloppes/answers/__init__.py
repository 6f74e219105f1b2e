"""Questions put to a register, each answered by a frozen result."""
