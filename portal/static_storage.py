"""Static files with lasting names, ours compressed in advance: compressing all of the admin's takes half a minute."""

from collections.abc import Iterable
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

PUBLIC = ("portal/", "labs/", "events/", "search/", "home/")


class PublicCompressedStorage(CompressedManifestStaticFilesStorage):
    """Compress what residents load; the admin's files are compressed by nobody or by the web server in front."""

    def compress_files(self, paths: Iterable[str]) -> Any:
        """Compress the files of our own apps."""
        return super().compress_files([name for name in paths if name.startswith(PUBLIC)])
