"""Encodes pictures anew, so that nothing is published but what can be seen: no place, no owner, no camera.

Source: `Image.save` and `ImageOps.exif_transpose` of Pillow; colours are brought to sRGB, which is what screens expect
of a picture that says nothing.
"""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from build_tools.pictures.sizes import Version

_SETTINGS = {
    "avif": {"quality": 58, "speed": 6, "max_threads": 1},  # one thread: the same bytes however many cores there are
    "webp": {"quality": 78, "method": 5},
}
_WHITE = (255, 255, 255)


def open_upright(path: str) -> Image.Image:
    """Return a picture the right way up, in sRGB, on white where it is see-through, with no data but its pixels."""
    with Image.open(path) as image:
        upright = image if image.format == "PNG" else ImageOps.exif_transpose(image)
        upright.load()
        profile = image.info.get("icc_profile")
    plain = _flatten(upright)
    return _to_srgb(plain, profile) if profile else plain


def encode(image: Image.Image, version: Version) -> bytes:
    """Return a file of a picture that `open_upright` gave."""
    small = image.resize((version.width, version.height), Image.Resampling.LANCZOS, reducing_gap=3)
    file = BytesIO()
    small.save(file, version.form.upper(), **_SETTINGS[version.form])
    return file.getvalue()


def _flatten(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, _WHITE)
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB; one whose profile cannot be read, or is for other colours, stays as it is."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    found = found or image
    found.info.clear()
    return found
