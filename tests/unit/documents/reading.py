"""Reading the words back out of a PDF, with nothing but what Python brings."""

import base64
import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:\\.|[^\\)])*)\)\s*Tj", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)


def words_of(pdf: bytes) -> str:
    """Every text shown by the pages of a PDF, in order, joined by line feeds."""
    texts: list[str] = []
    for stream in _STREAM.findall(pdf):
        try:
            page = zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        except ValueError:
            continue
        texts += [_ESCAPE.sub(_character, shown).decode("cp1252") for shown in _SHOWN.findall(page)]
    return "\n".join(texts)


def _character(escaped: re.Match[bytes]) -> bytes:
    code = escaped[1]
    return bytes([int(code, 8)]) if code.isdigit() else code
