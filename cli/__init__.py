"""The command line: click commands over the analyzers, rich tables and exports."""
