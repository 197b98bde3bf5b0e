#!/bin/sh
# Installs what the targets of the Makefile need: setup.sh site | test | lock
#
# site  a virtual environment with the packages of requirements.lock
# test  site, the packages of requirements-test.lock, Chromium, fonts, Java, node_modules/, and nginx and Caddy in
#       .venv/servers/
# lock  writes the lock files anew, from pyproject.toml and package.json
#
# A stamp in .venv/ tells make that a level is done; it is written last, so a set-up that was
# cut short runs again. Exit code 3 is a machine that lacks something.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
stop() {
    say "$@"
    exit 3
}
has() { command -v "$1" >/dev/null 2>&1; }

# Run a command as root, or fail when this account may not.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

apt_install() {
    has apt-get || stop "This machine has no apt-get. Please install by hand what Debian calls: $*"
    as_root true || stop "Please run this once, then start again:  sudo apt-get install --no-install-recommends $*"
    say "installing Debian packages: $*"
    # A stale list is no reason to stop: the install below fails by itself when it matters.
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update </dev/null || say "apt-get update failed; trying with the old lists"
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" </dev/null ||
        stop "Debian packages could not be installed: $*"
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Print the first Python on the path that is new enough.
find_python() {
    for python in python3 python3.13 python3.12 python3.11; do
        if has "$python" && new_enough "$python"; then
            printf '%s\n' "$python"
            return
        fi
    done
    stop "Python 3.11 or newer is needed, and python3 is not. On Debian:  sudo apt-get install python3 python3-venv"
}

make_venv() {
    if [ -x .venv/bin/python ] && new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; then
        return
    fi
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    say "making .venv with $("$python" --version)"
    # --clear: half an environment, or one of a Python that has gone, is of no use.
    "$python" -m venv --clear .venv || stop "The environment could not be made. On Debian:  sudo apt-get install python3-venv"
}

pip_install() {
    say "installing the $(grep -c '==' "$1") packages of $1 into .venv"
    .venv/bin/python -m pip --disable-pip-version-check --no-input install --require-hashes --requirement "$1" </dev/null ||
        stop "The packages of $1 could not be installed; pip's reason stands above."
}

has_cjk_font() { has fc-list && fc-list :lang=ja family | grep -q .; }
# What Arial stands for decides how wide Latin text on a flyer is; without this font it is a much wider one.
has_latin_font() { has fc-match && fc-match -f '%{family}' Arial | grep -qE 'Arial|Liberation|Arimo'; }
has_browser() { has chromium || has chromium-browser || has google-chrome; }
has_java() { has java && java -version >/dev/null 2>&1; }

install_tools() {
    missing=
    has_browser || missing="$missing chromium"
    has_cjk_font || missing="$missing fontconfig fonts-noto-cjk"
    has_latin_font || missing="$missing fontconfig fonts-liberation"
    has_java || missing="$missing default-jre-headless"
    # A node from elsewhere clashes with Debian's npm, so what is there stays.
    has node || missing="$missing nodejs"
    has npm || missing="$missing npm"
    # A list of words, so it goes without quotes.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
}

# Unpacked, not installed: a package that is installed starts its server, now and whenever the machine starts.
unpack_servers() {
    servers=.venv/servers
    [ -x "$servers/usr/sbin/nginx" ] && [ -x "$servers/usr/bin/caddy" ] && [ -d "$servers/usr/lib/nginx/modules" ] && return
    packages="nginx caddy libnginx-mod-http-brotli-static"
    if ! has apt-get; then
        say "There is no apt-get: nginx, its module brotli_static, and Caddy are looked for where this machine has them."
        return
    fi
    say "unpacking into $servers: $packages"
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update </dev/null || say "apt-get update failed; trying with the old lists"
    rm -rf "$servers"
    mkdir -p "$servers/packages"
    # A list of words, so it goes without quotes. apt-get as root would give its download to another account first.
    # shellcheck disable=SC2086
    (cd "$servers/packages" && apt-get -q -o APT::Sandbox::User=root download $packages </dev/null) ||
        stop "These Debian packages could not be downloaded: $packages"
    for package in "$servers"/packages/*.deb; do
        dpkg-deb --extract "$package" "$servers"
    done
    rm -rf "$servers/packages"
}

install_judges() {
    say "installing the packages of package-lock.json into node_modules"
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier </dev/null ||
        stop "The packages of package-lock.json could not be installed; npm's reason stands above."
}

write_locks() {
    has uv || stop "Please install uv first, for example:  pipx install uv"
    has npm || stop "Please install npm first. On Debian:  sudo apt-get install npm"
    uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade --python-version 3.11 \
        --output-file requirements.lock pyproject.toml
    uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade --python-version 3.11 \
        --constraint requirements.lock --extra test --output-file requirements-test.lock pyproject.toml
    # package.json names exact versions; the lock says nothing of where they were fetched.
    npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund </dev/null
}

set_up_site() {
    make_venv
    pip_install requirements.lock
    touch .venv/.ready-site
}

case "${1:-}" in
    site)
        set_up_site
        say "ready to build"
        ;;
    test)
        make_venv
        install_tools
        # The test lock holds all that the other holds, so one run of pip does for both levels.
        pip_install requirements-test.lock
        install_judges
        unpack_servers
        touch .venv/.ready-site .venv/.ready-test
        say "ready to test"
        ;;
    lock) write_locks ;;
    *)
        say "usage: setup.sh site | test | lock"
        exit 2
        ;;
esac
