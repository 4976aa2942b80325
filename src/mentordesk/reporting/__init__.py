"""The house paper: documents, blocks, tables and charts as tagged PDF, knowing no feature."""
