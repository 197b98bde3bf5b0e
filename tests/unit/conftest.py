"""The invented town of `tests/golden/`, read once for all tests of a run."""

from __future__ import annotations

import pytest

from build_tools.config import Config
from build_tools.content.loader import load_content
from build_tools.engine.shells import Shells, load_shells
from build_tools.model.catalog import Catalog
from build_tools.workflow.clean import make_site
from build_tools.workflow.made import Made
from tests.project import AS_OF, project  # noqa: F401 -- a fixture


@pytest.fixture(scope="session")
def town(project: Config) -> Catalog:  # noqa: F811 -- a fixture
    """Every record of the town."""
    return load_content(project.content, root=project.root).catalog


@pytest.fixture(scope="session")
def shells(project: Config) -> Shells:  # noqa: F811 -- a fixture
    """The shells of the town."""
    return load_shells(project)


@pytest.fixture(scope="session")
def made(project: Config) -> Made:  # noqa: F811 -- a fixture
    """Every file of the town's site on the day of Labour Thanksgiving."""
    return make_site(project, AS_OF)
