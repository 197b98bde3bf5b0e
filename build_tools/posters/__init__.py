"""Posters: the pictures that other sites show for a link to one of ours (Open Graph, 1200 x 630 pixels)."""
