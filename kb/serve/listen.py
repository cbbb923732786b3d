"""Listening: a socket on the host and port asked for, and a server that writes no log of addresses."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from kb.errors import KbError
from kb.serve.app import App


def listen(app: App, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` hears the address. Raises KbError when the address cannot be had."""
    with _socket(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        ready(f"http://{name}:{listening.getsockname()[1]}")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="on"
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        why = said.partition(" (while")[0]  # the address stands in the line already
        raise KbError(
            f"cannot listen on {host}, port {port}: {why.lower()}; choose another --port or --host"
        ) from error
