"""How well needs, proposals and operations go together, and why; pure, and the same in any order of arguments."""
