"""What to show: rich renderables for a terminal, tab-separated lines for a pipe; nothing here prints."""
