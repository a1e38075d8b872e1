"""A Hub of our own on this machine: as much of its protocol as fetching a model takes, and what can go wrong with it."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote

LARGE = (".safetensors", ".bin", ".spm")
"""Files that the Hub keeps by their SHA-256 (LFS) and not as git blobs."""


@dataclass
class Commit:
    """One commit of a model: its files by name."""

    sha: str
    files: dict[str, bytes]


@dataclass
class FakeHub:
    """Models by name and revision, behind an address of this machine."""

    models: dict[str, dict[str, Commit]] = field(default_factory=dict)
    offers: dict[str, int] = field(default_factory=dict)
    """By model the number of the pull request in which the converter offers safetensors, under `refs/pr/<number>`."""
    status: int | None = None
    """What everything is answered with, whatever is asked."""
    breaks: dict[str, int] = field(default_factory=dict)
    """By file how often the connection is still cut in the middle of it."""
    spoilt: set[str] = field(default_factory=set)
    """Files that come with a byte changed."""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and `Range` of every request."""

    def put(self, name: str, folder: Path, sha: str, revision: str = "main") -> Commit:
        """Lay a model folder out as a commit."""
        commit = Commit(sha, {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()})
        self.models.setdefault(name, {})[revision] = commit
        return commit

    def fetched(self, file: str) -> list[str]:
        """The `Range` of each request for the content of a file, in order."""
        return [span for method, path, span in self.asked if method == "GET" and path.endswith(f"/{file}")]

    def __enter__(self) -> FakeHub:
        handler = type("Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def digest(name: str, content: bytes) -> str:
    """What the Hub names a file by: SHA-256 of a large one, git's SHA-1 of a small one."""
    if name.endswith(LARGE):
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    hub: FakeHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _answer(self) -> None:
        path = unquote(self.path.split("?")[0])
        self.hub.asked.append((self.command, path, self.headers.get("Range", "")))
        if self.hub.status is not None:
            return self._refuse(self.hub.status)
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            return self._api("/".join(parts[2:4]), parts[4:])
        return self._file("/".join(parts[:2]), "/".join(parts[3:-1]), parts[-1])

    def _api(self, name: str, rest: list[str]) -> None:
        if name not in self.hub.models:
            return self._refuse(401)  # as the Hub answers whoever is not logged in
        if rest[:1] == ["discussions"]:
            return self._json(self._discussions(name))
        commit = self._commit(name, "/".join(rest[1:]) or "main")
        if commit is None:
            return self._refuse(404, "RevisionNotFound")
        if rest[:1] == ["tree"]:
            return self._json([self._entry(*item) for item in commit.files.items()])
        siblings = [{"rfilename": file} for file in commit.files]
        return self._json({"id": name, "sha": commit.sha, "siblings": siblings, "private": False})

    def _discussions(self, name: str) -> Any:
        offered = [
            {
                "num": number,
                "author": {"name": "SFconvertbot"},
                "title": "Adding `safetensors` variant of this model",
                "status": "open",
                "isPullRequest": True,
                "createdAt": "2023-05-01T00:00:00.000Z",
                "repo": {"name": name, "type": "model"},
            }
            for number in [self.hub.offers.get(name)]
            if number is not None
        ]
        return {"discussions": offered, "count": len(offered), "start": 0}

    def _entry(self, file: str, content: bytes) -> Any:
        entry = {"type": "file", "path": file, "size": len(content), "oid": digest("", content)}
        if file.endswith(LARGE):
            entry["lfs"] = {"oid": digest(file, content), "size": len(content), "pointerSize": 130}
        return entry

    def _file(self, name: str, revision: str, file: str) -> None:
        commit = self._commit(name, revision)
        if commit is None or file not in commit.files:
            return self._refuse(404, "RevisionNotFound" if commit is None else "EntryNotFound")
        content = commit.files[file]
        etag = digest(file, content)
        if file in self.hub.spoilt:
            content = content[:-1] + bytes([content[-1] ^ 1])
        begin = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")[0])
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - begin))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("X-Repo-Commit", commit.sha)
        self.send_header("ETag", f'"{etag}"')
        self.end_headers()
        if self.command != "GET":
            return None
        if self.hub.breaks.get(file, 0) > 0:
            self.hub.breaks[file] -= 1
            self.wfile.write(content[begin : begin + (len(content) - begin) // 2])
            self.wfile.flush()
            self.close_connection = True
            return None
        self.wfile.write(content[begin:])
        return None

    def _commit(self, name: str, revision: str) -> Commit | None:
        known = self.hub.models.get(name, {})
        return known.get(revision) or next((c for c in known.values() if c.sha == revision), None)

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refuse(self, status: int, code: str = "") -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()
