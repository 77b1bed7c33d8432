"""The documentation, and the tool that keeps the outputs in it real."""
