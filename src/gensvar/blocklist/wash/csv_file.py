"""CSV to CSV: every record goes out with the bytes it came in with, and the answers after them.

Blocks of whole records are answered on two threads and written in order, so a list of any size takes the same memory.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from gensvar.blocklist.numbers.status import WORDS, Status
from gensvar.blocklist.wash.answering import Answers, Oracle
from gensvar.blocklist.wash.encoding import OTHERWISE, is_utf8, mark_of, unreadable
from gensvar.blocklist.wash.layout import added_names, is_header, number_columns, refuse_washed
from gensvar.blocklist.wash.records import Block, Dialect, StrayQuotesError, read_block
from gensvar.blocklist.wash.tally import Tally, forbidden
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    import polars as pl

BLOCK = 1 << 23
HEAD = 1 << 16
LONGEST_CELL = 1 << 26
THREADS = 2
SEPARATORS = ";,\t|"
BROKEN = "broken_row"


@dataclass(frozen=True)
class Layout:
    """Where a file's records begin, how they are written and which columns are washed."""

    encoding: str
    mark: bytes
    dialect: Dialect
    names: list[str]
    has_header: bool
    columns: list[int]
    newline: str

    @property
    def added(self) -> list[str]:
        """The names of the columns that are added."""
        return added_names(self.names, self.columns)


def layout_of(path: Path, wanted: tuple[str, ...]) -> Layout:
    """Return how a CSV file is written. Raises BadInput when it is empty or has no column of numbers."""
    encoding, mark = mark_of(path)
    with path.open("rb") as source:
        source.seek(len(mark))
        head = source.read(HEAD)
        text = head.decode(
            encoding if encoding != "utf-8" or is_utf8(head[: head.rfind(b"\n") + 1]) else OTHERWISE, "ignore"
        )
    if not text.strip():
        raise BadInput(Text(sv="listan är tom", en="the list is empty"), where=str(path))
    separator = _separator(text)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row][:200]
    has_header = is_header(rows[0])
    names = [name.strip() for name in rows[0]] if has_header else [str(place + 1) for place in range(len(rows[0]))]
    refuse_washed(names, str(path))
    columns = number_columns(names, rows[1:] if has_header else rows, wanted, str(path))
    newline = "\r\n" if "\r\n" in text else "\n"
    return Layout(encoding, mark, Dialect(separator, len(names)), names, has_header, columns, newline)


def _separator(text: str) -> str:
    """Return the sign that stands most often outside quotes in the first line; a comma when there is one column."""
    line = text.split("\n", 1)[0]
    outside = "".join(line.split('"')[::2])
    best = max(SEPARATORS, key=outside.count)
    return best if outside.count(best) else ","


class _NotUtf8Error(Exception):
    """A block is not UTF-8, which every block before it was."""


def wash_csv(
    path: Path, target: BinaryIO, oracle: Oracle, layout: Layout, remove: bool, progress: Callable[[float, str], None]
) -> Tally:
    """Write the washed list to `target` and return what was counted, with SHA-256 of both files.

    What the file's beginning did not tell is found on the way, and the list is begun anew: another encoding, or quotes
    that must be read with care.
    """
    while True:
        try:
            return _wash(path, target, oracle, layout, remove, progress)
        except StrayQuotesError:
            layout = replace(layout, dialect=replace(layout.dialect, exact=True))
        except _NotUtf8Error:
            layout = replace(layout, encoding=OTHERWISE)
        target.seek(0)
        target.truncate()


def _wash(
    path: Path, target: BinaryIO, oracle: Oracle, layout: Layout, remove: bool, progress: Callable[[float, str], None]
) -> Tally:
    tally, size = Tally(), path.stat().st_size or 1
    source, sink = hashlib.sha256(layout.mark), hashlib.sha256()

    def put(content: Any) -> None:
        encoded = content if layout.encoding == "utf-8" else str(content, "utf-8").encode(layout.encoding)
        sink.update(encoded)
        target.write(encoded)

    sink.update(layout.mark)
    target.write(layout.mark)
    blocks = _blocks(path, layout, source)
    if layout.has_header:
        put(_header(next(blocks), layout))
    waiting: list[Future[_Washed]] = []
    done = 0
    with ThreadPoolExecutor(THREADS) as workers:
        for data in itertools.chain(blocks, [None] * THREADS):
            if data is not None:
                waiting.append(workers.submit(_wash_block, data, oracle, layout, remove))
            if len(waiting) > THREADS or (data is None and waiting):
                washed = waiting.pop(0).result()
                put(washed.content)
                tally.add(washed.tally)
                done += washed.size
                progress(min(done / size, 1.0), path.name)
    tally.hashes = (f"sha256:{source.hexdigest()}", f"sha256:{sink.hexdigest()}")
    return tally


@dataclass
class _Washed:
    content: Any  # bytes or a buffer of them, UTF-8
    size: int
    tally: Tally = field(default_factory=Tally)


def _blocks(path: Path, layout: Layout, digest: Any) -> Iterator[bytes]:
    """Yield the file as UTF-8 in pieces of whole records: the header alone first, if there is one."""
    with path.open("rb") as source:
        source.seek(len(layout.mark))
        decoder = codecs.getincrementaldecoder(layout.encoding)() if layout.encoding != "utf-8" else None
        header, rest = layout.has_header, b""
        size = -1 if layout.dialect.exact else BLOCK  # without counting quotes a cut could fall inside a cell
        while piece := source.read(size):
            digest.update(piece)
            data = rest + (_decoded(decoder, piece, path) if decoder else piece)
            if header and (cut := _first_end(data)):
                yield data[:cut]
                data, header = data[cut:], False
            cut = _last_end(data)
            if cut and not header:
                yield data[:cut]
                data = data[cut:]
            if len(data) > LONGEST_CELL:
                raise StrayQuotesError if not layout.dialect.exact else _endless(path)
            rest = data
    if rest:
        yield rest


def _decoded(decoder: codecs.IncrementalDecoder, piece: bytes, path: Path) -> bytes:
    try:
        return decoder.decode(piece).encode()
    except UnicodeDecodeError as problem:
        raise unreadable(path) from problem


def _first_end(data: bytes) -> int:
    """Return where the first record ends; 0 when it does not end here."""
    place = data.find(b"\n")
    while place >= 0 and data.count(b'"', 0, place) % 2:
        place = data.find(b"\n", place + 1)
    return place + 1


def _last_end(data: bytes) -> int:
    """Return where the last whole record ends; 0 when none does."""
    place = data.rfind(b"\n")
    odd = place > 0 and b'"' in data and data.count(b'"', 0, place) % 2
    while place >= 0 and odd:
        before = data.rfind(b"\n", 0, place)
        odd = (odd - data.count(b'"', max(before, 0), place)) % 2
        place = before
    return place + 1


def _endless(path: Path) -> BadInput:
    return BadInput(
        Text(sv="citattecknen i filen går inte ihop", en="the quotes of the file do not match"),
        where=str(path),
        mend=Text(sv="Spara listan på nytt som CSV.", en="Save the list as CSV anew."),
    )


def _header(data: bytes, layout: Layout) -> bytes:
    line = data.decode().rstrip("\r\n")
    separator = layout.dialect.separator
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="").writerow(layout.added)
    return f"{line}{separator}{written.getvalue()}{layout.newline}".encode()


def _wash_block(data: bytes, oracle: Oracle, layout: Layout, remove: bool) -> _Washed:
    import numpy as np

    if layout.encoding == "utf-8" and not is_utf8(data):
        raise _NotUtf8Error
    open_end = not data.endswith(b"\n")
    whole = data + b"\n" if open_end else data
    block = read_block(whole, layout.dialect, layout.columns)
    answers = [_unreadable_where(block.short < 0, oracle.answer(column)) for column in block.columns]
    blank = block.blank
    kept = np.ones(len(block), bool)
    if remove:
        kept = ~forbidden(answers) | blank
    tally = Tally()
    for one in answers:
        tally.count(one, ~blank)
    tally.rows, tally.kept, tally.broken = int((~blank).sum()), int((kept & ~blank).sum()), int((block.short < 0).sum())
    content = _joined(block, _suffixes(block, answers, layout, blank), kept)
    if open_end:
        content = memoryview(content)[: -len(block.newline)] if kept[-1] else content
    return _Washed(content, len(data), tally)


def _unreadable_where(broken: Any, answers: Answers) -> Answers:
    """Say of rows with too many cells that nobody can tell which cell is the number."""
    if broken.any():
        answers.status[broken] = Status.UNREADABLE
        answers.callable[broken] = False
        answers.reason = answers.reason.scatter(broken.nonzero()[0], BROKEN)
    return answers


def _suffixes(block: Block, answers: list[Answers], layout: Layout, blank: Any) -> pl.Series:
    """Return what is put after each record: cells it lacks, then the answers."""
    import numpy as np
    import polars as pl

    separator = pl.lit(layout.dialect.separator)
    parts: list[Any] = []
    if block.short.any():
        missing = pl.Series([layout.dialect.separator * number for number in range(max(block.short.max(), 0) + 1)])
        parts.append(missing.gather(np.maximum(block.short, 0)))
    sign = layout.dialect.separator
    for one in answers:
        word = pl.Series([f"{sign}{word}{sign}" for word in WORDS]).gather(one.status)
        parts += [word, one.shown, separator, one.reason, separator, one.until]
    suffix = pl.select(pl.concat_str(parts)).to_series()
    return suffix.scatter(blank.nonzero()[0], "") if blank.any() else suffix


def _joined(block: Block, suffix: pl.Series, kept: Any) -> Any:
    """Return the records with what is put after them. Each piece is a line break and the record after it, unmoved."""
    import numpy as np
    import polars as pl
    import pyarrow as pa
    import pyarrow.compute as pc

    offsets = np.concatenate([[0], block.ends]).astype(np.int64)
    pieces = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(block), [None, pa.py_buffer(offsets), pa.py_buffer(block.data)]
    )
    after = suffix.to_arrow(compat_level=pl.CompatLevel.oldest()).view(pa.large_binary())
    joined = pc.binary_join_element_wise(pieces, after, pa.scalar(b"", pa.large_binary()))
    if not kept.all():
        joined = joined.filter(pa.array(kept))
    if not len(joined):
        return b""
    content = memoryview(joined.buffers()[2])
    places = np.frombuffer(joined.buffers()[1], np.int64)[joined.offset : joined.offset + len(joined) + 1]
    start = int(places[0]) if kept[0] else int(places[0]) + len(block.newline)
    return b"".join([content[start : int(places[-1])], block.newline])
