"""Serves a book on this machine, and has open pages loaded again when it was made anew.

What is served has a script that the files themselves do not have.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ckmreport.foundation.errors import CkmError

START = "/html/index.html"
_HERE = "127.0.0.1"
_EVENTS, _SCRIPT = "/_preview/events", "/_preview/preview.js"
_ASSETS = Path(__file__).parent / "assets"
#: A page that was closed is noticed when something is sent to it.
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 15.0
_SECONDS_AWAY = 0.5


@dataclass(frozen=True)
class State:
    """Which version of the book there is, none at first, and why there is no newer one."""

    version: str = ""
    error: str | None = None


class Site:
    """A book that is served from a folder; `address` is where."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self._state = State()
        self._closed = False
        self._changed = threading.Condition()
        try:
            self._server = _Server((_HERE, port), self)
        except OSError as error:
            raise CkmError(
                f"port {port} cannot be used ({error.strerror})", advice="Name another with --port"
            ) from None
        self.address = f"http://{_HERE}:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """What open pages know, or hear soon."""
        return self._state

    def renew(self) -> None:
        """Have open pages loaded again: the book was made anew."""
        self._tell(State(uuid.uuid4().hex))

    def fail(self, message: str) -> None:
        """Show on open pages why the book could not be made anew."""
        self._tell(replace(self._state, error=message))

    def close(self) -> None:
        """Stop serving."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_state(self, told: State | None) -> State | None:
        """Wait until there is another state than was told; None when the site is closed.

        After some time the same is given again, as a sign of life.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._state != told, _SECONDS_BETWEEN_SIGNS_OF_LIFE
            )
            return None if self._closed else self._state

    def _tell(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()


@contextmanager
def serve(folder: Path, port: int) -> Iterator[Site]:
    """Serve a book from a folder, which may come later.

    Args:
        folder: the book, with the folder `html`.
        port: on which port; 0 for any that is free.

    Raises:
        CkmError: if the port cannot be used.
    """
    site = Site(folder, port)
    try:
        yield site
    finally:
        site.close()


def _content(path: Path) -> str | None:
    """Read a page, with patience: a book that is replaced is away for a moment."""
    end = time.monotonic() + _SECONDS_AWAY
    while True:
        try:
            return path.read_text(encoding="utf-8")
        except OSError:
            if time.monotonic() > end:
                return None
        time.sleep(0.01)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        super().__init__(address, _Handler)
        self.site = site


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def __init__(self, request: Any, client: Any, server: _Server) -> None:
        super().__init__(request, client, server, directory=str(server.site.folder))

    def do_GET(self) -> None:
        """Answer a browser."""
        if not self._asks_here():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/":
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", START)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == _EVENTS:
            self._send_states()
        elif self.path == _SCRIPT:
            self._send("text/javascript", (_ASSETS / "preview.js").read_bytes())
        elif (path := self.path.partition("?")[0]).endswith((".html", "/")):
            self._send_page(f"{path}index.html" if path.endswith("/") else path)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next version may be there in a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Tell nobody of each request."""

    def _asks_here(self) -> bool:
        """Tell whether it is the preview that is asked, not another site that leads here."""
        host = self.headers.get("Host", "").partition(":")[0]
        return host in (_HERE, "localhost")

    def _send_page(self, asked: str) -> None:
        state = self.server.site.state  # before the page: one that is older is loaded again
        path = Path(self.translate_path(asked))
        if not state.version:
            path = _ASSETS / "waiting.html"
        content = _content(path)
        if content is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        script = f'<script src="{_SCRIPT}" data-version="{state.version}"></script>\n</body>'
        page = content.replace("</body>", script)
        self._send("text/html; charset=utf-8", page.encode("utf-8"))

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_states(self) -> None:
        """Send events, as browsers know them, until the page or the preview is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            state = None
            while (state := self.server.site.next_state(state)) is not None:
                self.wfile.write(f"data: {json.dumps(asdict(state))}\n\n".encode())
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
