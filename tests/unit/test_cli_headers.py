import pytest
from click.testing import CliRunner

from build_tools.cli import cli
from build_tools.hosting.caddy import format_caddy
from build_tools.hosting.headers_file import format_headers_file
from build_tools.hosting.nginx import format_nginx
from build_tools.hosting.rules import Place
from tests.project import make_project

PLACE = Place("https://town.example/commons/")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The town's project, where the commands run."""
    root = make_project(tmp_path / "town").root
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["cloudflare"], format_headers_file(PLACE)),
        (["netlify"], format_headers_file(PLACE)),
        (["nginx"], format_nginx(PLACE, folder="/var/www/html")),
        (["nginx", "--root", "/srv/市", "--brotli"], format_nginx(PLACE, folder="/srv/市", has_brotli=True)),
        (["caddy", "--root", "/srv/www"], format_caddy(PLACE, folder="/srv/www")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.usefixtures("root")
def test_headers_are_written_for_a_host(arguments, text):
    done = CliRunner().invoke(cli, ["headers", *arguments])

    assert (done.exit_code, done.output) == (0, text)


def test_headers_go_into_a_file(root):
    done = CliRunner().invoke(cli, ["headers", "nginx", "--out", "town.conf", "--lang", "en"])

    assert (done.exit_code, done.output) == (
        0,
        "town.conf tells nginx how to answer. What to do with it: docs/en/developers/publishing.md\n",
    )
    assert (root / "town.conf").read_text() == format_nginx(PLACE, folder="/var/www/html")


def test_headers_want_settings_that_hold(root):
    settings = root / "content" / "site.yml"
    settings.write_text(settings.read_text().replace("base_url: https:", "base_url: gopher:"))

    done = CliRunner().invoke(cli, ["headers", "nginx", "--lang", "en"])

    assert done.exit_code == 1
    assert done.output.startswith("content/site.yml:")


@pytest.mark.usefixtures("root")
def test_headers_of_an_unknown_host_are_refused():
    assert CliRunner().invoke(cli, ["headers", "apache"]).exit_code == 2
