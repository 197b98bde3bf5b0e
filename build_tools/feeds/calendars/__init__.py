"""Calendars to subscribe to or to download. Source: RFC 5545, RFC 7986."""
