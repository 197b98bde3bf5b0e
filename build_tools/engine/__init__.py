"""The only package that knows MkDocs: shells and hand-written pages, and the live preview."""
