"""An earlier index -> what a new one takes over from it; entered by `carry_over` alone."""
