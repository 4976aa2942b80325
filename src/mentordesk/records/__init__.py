"""Every table of a casebook, one module for each noun."""
