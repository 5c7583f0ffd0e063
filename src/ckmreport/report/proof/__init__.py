"""Every number of a finished book has an origin."""
