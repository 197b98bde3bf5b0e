"""From artifacts to a published folder: stamped, verified, written aside, swapped in."""
