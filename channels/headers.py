"""What every response says about itself: which pages may use it, and what a browser may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import BaseHTTPResponse

from channels.errors import BadRequestError

# The page brings its scripts and styles as files; nothing is inline and nothing comes from elsewhere.
PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DEFAULTS = {"Content-Security-Policy": DATA_POLICY, "Cache-Control": "no-store"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": "600",
}
READABLE = "Retry-After"


class Origins:
    """The origins whose pages may talk to this server: its own, and those that were allowed."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = {origin.casefold() for origin in allowed}

    def check(self, request: Request) -> None:
        """Refuse a request from the page of another origin; a request without an origin is from no page."""
        origin = request.headers.get("Origin")
        if origin is None or self.allows(origin) or _is_own(origin, request):
            return
        raise BadRequestError(
            "origin_not_allowed",
            "Pages of this origin may not use the assistant. Its keeper can allow them in credentials.yml.",
        )

    def allows(self, origin: str | None) -> bool:
        """Tell whether this origin was allowed by name."""
        return origin is not None and origin.casefold() in self._allowed

    def protect(self, request: Request, response: BaseHTTPResponse) -> None:
        """Put the headers on a response. Only what is said here about other origins counts."""
        for name in [name for name in response.headers if name.lower().startswith("access-control-")]:
            del response.headers[name]
        for name, value in SECURITY.items():
            response.headers[name] = value
        for name, value in DEFAULTS.items():
            response.headers.setdefault(name, value)
        response.headers["Vary"] = "Origin"
        origin = request.headers.get("Origin")
        if self.allows(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = READABLE
            if request.method == "OPTIONS":
                response.headers.update(PREFLIGHT)


def _is_own(origin: str, request: Request) -> bool:
    """Compare host and port only: behind a proxy, the scheme that the browser sees is not the server's."""
    try:
        return urlsplit(origin).netloc.casefold() == (request.headers.get("Host") or "").casefold() != ""
    except ValueError:
        return False
