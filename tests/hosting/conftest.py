"""The invented town's project."""

from tests.project import project  # noqa: F401 -- a fixture
