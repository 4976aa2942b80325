"""The questions about plans: lists, one plan, one target, and the sheet that reports are made from."""
