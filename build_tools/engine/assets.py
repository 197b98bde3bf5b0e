"""The theme's own files, named by their content so that browsers may keep them for ever."""

from hashlib import sha256

from build_tools.artifacts import File
from build_tools.config import PACKAGE

_FOLDER = PACKAGE / "theme" / "assets"


def read_assets() -> dict[str, File]:
    """Return file name in `theme/assets/` to the file at its address below the site's root."""
    files = {}
    for path in sorted(_FOLDER.iterdir()):
        data = path.read_bytes()
        digest = sha256(data).hexdigest()[:10]
        files[path.name] = File(f"assets/{path.stem}.{digest}{path.suffix}", data)
    return files
