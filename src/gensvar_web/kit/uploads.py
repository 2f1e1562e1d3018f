"""Files from forms go to disk as they come; what is over the limit is read and dropped, so that the form can say so."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """The files of one form together may be `settings.UPLOAD_LIMIT` bytes; a file that is not whole is `too_large`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received, self.too_large = 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of the file, as long as there is room."""
        self.received += len(raw_data)
        self.too_large = self.too_large or self.received > settings.UPLOAD_LIMIT
        if not self.too_large:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        """Return the file, marked if it was cut off."""
        done: Any = super().file_complete(file_size)
        done.too_large = self.too_large
        return done
