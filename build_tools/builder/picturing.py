"""The files of a picture of a record: encoding takes long, so each is kept by its name, which tells its content."""

from collections.abc import Iterator

from build_tools.artifacts import File
from build_tools.builder.sharing import Keeper
from build_tools.model.pictures import Original
from build_tools.pictures.sizes import versions_of


def build_files(name: str, original: Original, keeper: Keeper | None) -> Iterator[File]:
    """Yield every version of a picture.

    Args:
        name: Its file name in `content/images/`.
        original: What it is.
        keeper: Where versions are kept that were encoded before; None encodes them anew.

    Raises:
        OSError: when the picture cannot be read.
    """
    upright = None
    for version in versions_of(name, original):
        kept = version.path.rpartition("/")[2]
        data = keeper.read(kept) if keeper else None
        if data is None:
            from build_tools.pictures.encoding import encode, open_upright

            upright = upright or open_upright(original.path)
            data = encode(upright, version)
            if keeper:
                keeper.write(kept, data)
        yield File(version.path, data)
