"""A web server on this machine, scripted to answer well or badly."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections import defaultdict
from collections.abc import Callable

Handler = http.server.BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


class Server:
    """A local server: `answers[path]` is a script of answers, the last one repeated."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.requests: dict[str, list[dict[str, str]]] = defaultdict(list)
        outer = self

        class Handling(Handler):
            def do_GET(self) -> None:  # noqa: N802 - the name http.server looks for
                seen = outer.requests[self.path]
                seen.append(dict(self.headers))
                script = outer.answers[self.path]
                with contextlib.suppress(ConnectionError):
                    script[min(len(seen), len(script)) - 1](self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handling)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def says(body: bytes = b"", status: int = 200, length: int | None = None, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hangs(seconds: float) -> Answer:
    def answer(handler: Handler) -> None:
        time.sleep(seconds)

    return answer
