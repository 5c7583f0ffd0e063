"""What a browser gets of a book that is being written."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.preview.server import START, Site, serve

PAGE = "<html><body><p>Tekst</p></body></html>"
SECONDS = 30


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serve(tmp_path / "book", 0) as site:
        yield site


def write(site: Site, **files: str) -> None:
    for name, text in files.items():
        path = site.folder / "html" / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    site.renew()


def get(site: Site, path: str, **headers: str) -> str:
    request = Request(site.address.rstrip("/") + path, headers=headers)
    with urlopen(request, timeout=SECONDS) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        text: str = answer.read().decode("utf-8")
        return text


def test_a_page_is_served_with_a_script_that_its_file_does_not_have(site: Site) -> None:
    write(site, index_html=PAGE)
    served = get(site, "/")
    assert served.startswith("<html><body><p>Tekst</p><script src=")
    assert f'data-version="{site.state.version}"' in served
    assert served.endswith("</body></html>")
    assert (site.folder / "html" / "index.html").read_text("utf-8") == PAGE
    assert "EventSource" in get(site, served.split('src="')[1].split('"')[0])


def test_a_page_that_is_asked_for_by_its_folder_is_one_too(site: Site) -> None:
    assert "<script" in get(site, "/html/")
    write(site, index_html=PAGE)
    assert get(site, "/html/") == get(site, START)


def test_a_page_is_waited_for_while_the_book_is_replaced(site: Site) -> None:
    write(site, index_html=PAGE)
    away = site.folder.with_name("away")
    site.folder.rename(away)
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(get, site, "/")
        with pytest.raises(TimeoutError):
            asked.result(timeout=0.1)
        away.rename(site.folder)
        assert "<p>Tekst</p>" in asked.result(timeout=SECONDS)


def test_other_files_are_served_as_they_are(site: Site) -> None:
    write(site, a_css="p {}</body>")
    assert get(site, "/html/a.css") == "p {}</body>"
    for path in ("/html/b.css", "/html/b.html"):
        with pytest.raises(HTTPError, match="404") as caught:
            get(site, path)
        caught.value.close()


def test_before_the_first_book_there_is_a_page_that_waits(site: Site) -> None:
    page = get(site, START)
    assert "Het rapport wordt gemaakt" in page
    assert 'data-version=""' in page


class Listener:
    """An open page: hears of every state."""

    def __init__(self, site: Site) -> None:
        address = site.address.removeprefix("http://").rstrip("/")
        self._connection = http.client.HTTPConnection(address, timeout=SECONDS)
        self._connection.request("GET", "/_preview/events")
        self.answer = self._connection.getresponse()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.close()
        self._connection.close()

    def next(self) -> dict[str, Any] | None:
        """Give the next state; None when there are no more to come."""
        line = self.answer.readline().decode("utf-8")
        self.answer.readline()
        state: dict[str, Any] | None = json.loads(line.removeprefix("data: ")) if line else None
        return state


def test_open_pages_hear_of_every_version_and_fault(site: Site) -> None:
    with Listener(site) as page, Listener(site) as other:
        assert page.next() == other.next() == {"version": "", "error": None}
        site.renew()
        first = site.state.version
        assert first
        assert page.next() == other.next() == {"version": first, "error": None}
        site.fail("a.ipynb, cell 3: <b>")
        assert page.next() == {"version": first, "error": "a.ipynb, cell 3: <b>"}
        site.renew()
        assert site.state.version != first
        assert page.next() == {"version": site.state.version, "error": None}


def test_who_comes_later_hears_how_it_is(site: Site) -> None:
    site.renew()
    site.fail("mis")
    with Listener(site) as page:
        assert page.next() == {"version": site.state.version, "error": "mis"}


def test_closing_it_ends_what_pages_hear(tmp_path: Path) -> None:
    before = threading.active_count()
    with serve(tmp_path, 0) as site:
        page = Listener(site)
        page.next()
    with page:
        assert page.next() is None
    assert threading.active_count() == before


def test_another_site_that_leads_here_gets_nothing(site: Site) -> None:
    write(site, index_html=PAGE)
    with pytest.raises(HTTPError, match="403") as caught:
        get(site, START, Host="example.org")
    caught.value.close()
    assert "Tekst" in get(site, START, Host="localhost:1")


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CkmError, match=f"port {port} cannot be used"), serve(tmp_path, port):
            pass
