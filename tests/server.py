"""A static server on loopback for a built site: gzipped, as the hosts of such sites send it."""

from __future__ import annotations

import gzip
import io
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

PAUSE = 0.15
"""Seconds between the pieces of a page: long enough for a browser to paint what it has."""

PACKED = frozenset((".html", ".js", ".css", ".svg", ".json", ".xml"))
"""What is sent gzipped; fonts, pictures and archives are packed already."""


@cache
def _packed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


def packed(path: Path) -> bytes:
    """A file's bytes as they go over the wire."""
    if path.suffix not in PACKED:
        return path.read_bytes()
    return _packed(path, path.stat().st_mtime_ns)


class _Handler(SimpleHTTPRequestHandler):
    def send_head(self) -> BinaryIO | io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        asked = "gzip" in self.headers.get("Accept-Encoding", "")
        if not asked or path.suffix not in PACKED or not path.is_file():
            return super().send_head()
        content = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def end_headers(self) -> None:
        # LinkChecker waits between requests unless the server says it is welcome.
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the tests report."""


class _InPieces(_Handler):
    """Sends a page as a slow network does: the header of the site comes button by button."""

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        if not self.path.endswith("/"):
            return super().send_head()
        page = Path(self.translate_path(self.path)) / "index.html"
        before, cut, after = page.read_bytes().partition(b"</header>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for piece in re.split(rb"(?=<button |<a class=\"cb-title)", before):
            self.wfile.write(piece)
            time.sleep(PAUSE)
        return io.BytesIO(cut + after)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that left before it had all is no fault."""


@contextmanager
def serve(folder: Path, in_pieces: bool = False) -> Iterator[str]:
    """Serve a folder while the block runs; gives the address, without a final slash."""
    handler = _InPieces if in_pieces else _Handler
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
