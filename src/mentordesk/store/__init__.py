"""One casebook: its key slots, its engine, its operations and its trail."""
