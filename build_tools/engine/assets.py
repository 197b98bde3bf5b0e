"""The theme's own files, named by their content so that browsers may keep them for ever."""

from hashlib import sha256
from pathlib import PurePosixPath

from build_tools.artifacts import File
from build_tools.config import PACKAGE

_FOLDER = PACKAGE / "theme" / "assets"


def read_assets() -> tuple[File, ...]:
    """Return every file of `theme/assets/` at its address below the site's root."""
    files = []
    for path in sorted(_FOLDER.iterdir()):
        data = path.read_bytes()
        digest = sha256(data).hexdigest()[:10]
        files.append(File(f"assets/{path.stem}.{digest}{path.suffix}", data))
    return tuple(files)


def asset_names() -> dict[str, str]:
    """Return file name in `theme/assets/` to address below the site's root."""
    names = {}
    for file in read_assets():
        address = PurePosixPath(file.path)
        stem, _, _ = address.stem.rpartition(".")
        names[stem + address.suffix] = file.path
    return names
