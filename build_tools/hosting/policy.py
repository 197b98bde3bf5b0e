"""What a page of the site may do, for the tag in each page and for the header of each answer.

Source: Content Security Policy Level 3; Trusted Types, section 4. A server that sends the header and a page that
bears the tag say the same, so that the site is as safe on a host whose headers nobody can choose.
"""

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    # No script of ours makes HTML from text, and nobody's shall. `site.js` has the one policy there is, for the
    # addresses of workers.
    "require-trusted-types-for 'script'",
    "trusted-types default",
)
_HEADER_ONLY = ("frame-ancestors 'none'",)
"""What browsers do not heed in a tag."""

META_POLICY = "; ".join(_DIRECTIVES)
"""The policy in the head of each page."""
HEADER_POLICY = "; ".join((*_DIRECTIVES, *_HEADER_ONLY))
"""The policy in the header of each answer.

`upgrade-insecure-requests` is left out: pages name their own files by relative links only, and on a network without
https it would take them away.
"""
