"""The composition root: command line, start-up, window; the only place that knows every feature."""
