"""Serves the demo page and the files of the widget."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from channels.errors import not_found
from channels.headers import PAGE_POLICY

PAGE = "index.html"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


class Pages:
    """The files in one folder that have one of the known suffixes; nothing else can be had."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def page(self, request: Request) -> HTTPResponse:
        """Return the demo page."""
        return self.file(request, PAGE)

    def file(self, request: Request, name: str) -> HTTPResponse:
        """Return a file, or 304 if the browser has it as it is now."""
        path = self._path(name)
        content = path.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Security-Policy": PAGE_POLICY}
        if tag in (request.headers.get("If-None-Match") or "").replace("W/", "").split(", "):
            return empty(304, headers)
        return raw(content, headers=headers, content_type=CONTENT_TYPES[path.suffix])

    def _path(self, name: str) -> Path:
        parts = name.split("/")
        shown = not any(part in ("", "..") or part.startswith(".") or "\0" in part for part in parts)
        path = self._folder.joinpath(*parts).resolve() if shown else None
        if path is None or path.suffix not in CONTENT_TYPES or not path.is_relative_to(self._folder):
            raise not_found()
        if not path.is_file():
            raise not_found()
        return path
