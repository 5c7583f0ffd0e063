"""A report that is shown in a browser while it is being written."""
