"""Pictures for other people's pages: addresses of four widths in three formats, each drawn when it is first asked for.

Twelve sizes of every picture would take minutes to draw while somebody waits for one answer. An address says what is to
be drawn and is signed, so that nobody else's sizes are; its last part is the name of the picture's file, which changes
with it, so what is there may be kept for ever.
"""

from pathlib import PurePath
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path, reverse
from wagtail.images.utils import generate_signature
from wagtail.images.views.serve import ServeView

from portal.media_files import YEAR
from portal.models import PortalImage

#: In pixels of the file; a picture that is narrower is shown in its own width instead of a wider one.
WIDTHS = (480, 800, 1200, 1600)
#: What may be transparent stays so where neither AVIF nor WebP can be read.
LOSSLESS = {".png": "png", ".gif": "png"}
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}


def formats_of(image: PortalImage) -> tuple[str, str, str]:
    """Return the formats in which a picture is offered, the one that everything reads last."""
    return "avif", "webp", LOSSLESS.get(PurePath(image.file.name).suffix.lower(), "jpeg")


def sizes_of(image: PortalImage) -> list[tuple[int, int, int]]:
    """Return the width that is asked for and the width and height that come of it, of every size of a picture."""
    sizes = [(width, *_scaled(image, width)) for width in WIDTHS]
    return [size for place, size in enumerate(sizes) if not place or size[1] > sizes[place - 1][1]]


def address_of(image: PortalImage, width: int, picture_format: str) -> str:
    """Return the path of a picture in a width and a format."""
    wanted = f"width-{width}|format-{picture_format}"
    signature = generate_signature(image.pk, wanted)
    name = f"{PurePath(image.file.name).stem}.{picture_format}"
    return reverse("drawn_picture", args=(signature, image.pk, width, name))


class DrawnPictureView(ServeView):
    """Draws a picture in the size that a signed address names, or gives what was drawn before."""

    model = PortalImage

    def get(self, request: HttpRequest, signature: str, key: str, width: str, name: str) -> HttpResponseBase:
        """Answer the picture; 403 to a signature that is not ours, 410 where its file has gone."""
        wanted = f"width-{width}|format-{PurePath(name).suffix[1:]}"
        response: Any = super().get(request, signature, int(key), wanted)
        if response.status_code == 200:
            response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return response


def _scaled(image: PortalImage, width: int) -> tuple[int, int]:
    """Return what Wagtail makes of a picture of this width (`wagtail.images.image_operations`)."""
    if image.width <= width:
        return image.width, image.height
    return width, max(int(image.height * (width / image.width)), 1)


urlpatterns: list[URLPattern] = [
    re_path(
        r"^media/drawn/([\w=-]+)/(\d{1,9})/(\d{1,4})/([^/]+\.(?:avif|webp|jpeg|png))$",
        DrawnPictureView.as_view(),
        name="drawn_picture",
    )
]
