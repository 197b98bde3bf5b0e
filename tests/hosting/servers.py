"""Real servers on loopback, nginx and Caddy, with the configuration that `build_tools headers` writes for them."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.hosting.caddy import format_caddy
from build_tools.hosting.nginx import format_nginx
from build_tools.hosting.rules import Place
from tests.project import ROOT

SERVERS = ROOT / ".venv" / "servers"
"""Where the set-up unpacks Debian's packages."""
FOLDERS = [SERVERS / "usr/sbin", SERVERS / "usr/bin", Path("/usr/sbin"), Path("/usr/bin"), Path("/usr/local/bin")]
LIBRARIES = [SERVERS / "usr/lib/nginx/modules", Path("/usr/lib/nginx/modules"), Path("/usr/lib64/nginx/modules")]
MODULE = "ngx_http_brotli_static_module.so"
NGINX = """
{load}
{user}
pid nginx.pid;
worker_processes 1;
events {{ }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include site.conf;
}}
"""


def tool(name: str, folders: list[Path]) -> Path:
    """Give a file that the set-up has brought, or that this machine has."""
    found = next((folder / name for folder in folders if (folder / name).exists()), None)
    if found is None:
        pytest.fail(f"There is no {name} here: run `make test`, which gets it.", pytrace=False)
    return found


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run one of the servers, and give what it says."""
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)  # noqa: S603 -- as the tests wish


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def set_up_nginx(place: Place, folder: Path, workplace: Path, *, port: int, has_brotli: bool) -> list[str | Path]:
    """Write a whole configuration of nginx around ours; give the command that it is started with."""
    load = f'load_module "{tool(MODULE, LIBRARIES)}";' if has_brotli else ""
    # As root, it would hand its work to an account that may not read the folders of tests.
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    site = format_nginx(place, folder=str(folder), listen=f"127.0.0.1:{port}", has_brotli=has_brotli)
    (workplace / "site.conf").write_text(site, encoding="utf-8")
    (workplace / "nginx.conf").write_text(NGINX.format(load=load, user=user), encoding="utf-8")
    return [tool("nginx", FOLDERS), "-e", "error.log", "-p", workplace, "-c", workplace / "nginx.conf"]


@contextlib.contextmanager
def nginx(place: Place, folder: Path, workplace: Path) -> Iterator[str]:
    """Run nginx while the context lasts; give `http://127.0.0.1:PORT`."""
    port = free_port()
    command = set_up_nginx(place, folder, workplace, port=port, has_brotli=True)
    started = run(*command)  # it comes back when it listens
    assert (started.returncode, started.stderr) == (0, "")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        run(*command, "-s", "quit")


def set_up_caddy(place: Place, folder: Path, workplace: Path, *, port: int) -> list[str | Path]:
    """Write a whole Caddyfile around ours; give what its command ends with."""
    site = format_caddy(place, folder=str(folder), address=f"http://127.0.0.1:{port}")
    (workplace / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{site}", encoding="utf-8")
    return ["--config", workplace / "Caddyfile", "--adapter", "caddyfile"]


@contextlib.contextmanager
def caddy(place: Place, folder: Path, workplace: Path) -> Iterator[str]:
    """Run Caddy while the context lasts; give `http://127.0.0.1:PORT`."""
    port, pid = free_port(), workplace / "caddy.pid"
    env = os.environ | {"XDG_DATA_HOME": str(workplace), "XDG_CONFIG_HOME": str(workplace), "HOME": str(workplace)}
    arguments = set_up_caddy(place, folder, workplace, port=port)
    with (workplace / "caddy.log").open("w") as log:  # no pipe: the server would keep it open
        command = [tool("caddy", FOLDERS), "start", *arguments, "--pidfile", pid]
        started = subprocess.run(command, stdout=log, stderr=log, env=env, timeout=60, check=False)  # noqa: S603 -- as above
    assert started.returncode == 0, (workplace / "caddy.log").read_text(encoding="utf-8")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.kill(int(pid.read_text()), signal.SIGTERM)


RUNNERS = {"nginx": nginx, "caddy": caddy}


def copy_site(site: Path, place: Place, folder: Path) -> Path:
    """Put a site where its address has it below a folder, and give that folder, the root of the host."""
    shutil.copytree(site, folder / place.root.strip("/"), dirs_exist_ok=True)
    return folder
