"""What the parts of a report depend on, and whether any of it has changed since they were made.

Nothing here imports more than the standard library: finding out that nothing changed must cost
next to nothing.
"""
