"""What is true of a register: each euro counted once, tolerances, verdicts and derived bounds."""
