"""What is found wrong in a register: one module per finding or close family."""
