"""The file of answers that `gensvar assess --answers` takes: written of a round, and read to be taken into one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.base import File

from gensvar.assess import Answers, load_answers
from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.rooms.answers.queries import Sheet
from gensvar_web.rooms.answers.receiving import shown_name
from gensvar_web.vault.answers import answers_of

LARGEST = 5_000_000


def written(whole: Sheet) -> bytes:
    """Return the answers of a round as YAML."""
    from ruamel.yaml import YAML

    given = answers_of(whole.round.organisation, whole.edition, whole.round.name)
    target, writer = BytesIO(), YAML()
    writer.width, writer.allow_unicode = 110, True
    writer.dump({"answers": given.answers}, target)
    return target.getvalue()


def answers_in(file: File[bytes], whole: Sheet) -> Answers:
    """Return what stands in the file, read by the library; mistakes name the file as the sender calls it."""
    if (file.size or 0) > LARGEST:
        raise BadInput(Text(sv="filen är större än 5 MB", en="the file is larger than 5 MB"))
    with TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        path = Path(folder) / "svar.yaml"
        path.write_bytes(file.read())
        try:
            return load_answers(path, whole.edition.rules)
        except BadInput as problem:
            where = (problem.where or "").replace(str(path), shown_name(file.name or ""))
            raise BadInput(problem.what, where=where or None, mend=problem.mend) from problem
