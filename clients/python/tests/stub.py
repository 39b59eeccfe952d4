"""A server of HTTP that answers what a test tells it to."""

from __future__ import annotations

import http.server
import json
import threading
from typing import Any, NamedTuple

GATEWAY, KBASE = "gateway", "kbase"


class Request(NamedTuple):
    path: str
    headers: Any
    call: dict


class Answer(NamedTuple):
    """An answer; `body` None breaks the connection instead."""

    body: Any
    status: int = 200
    headers: dict = {}


LOST = Answer(None)


def result(value: Any, door: str = GATEWAY) -> Answer:
    if door == KBASE:
        return Answer({"version": "1.1", "result": [value], "id": "1"})
    return Answer({"jsonrpc": "2.0", "result": value, "id": 1})


def refusal(code: int, retry_after: int | None = None, door: str = GATEWAY) -> Answer:
    """What a state of the platform answers."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if door == KBASE:
        error = {"code": code, "name": "Platform State Error", "message": "The platform is busy", "error": None}
        return Answer({"error": error, "id": "1", "version": "1.1"}, 500, headers)
    error = {"code": code, "message": "Platform State Error: The platform is busy", "data": {"state": 120, "retryAfterMs": 500}}
    return Answer({"jsonrpc": "2.0", "error": error, "id": 1}, 503, headers)


class Stub:
    """Gives its answers one after the other, and the last of them again and again."""

    def __init__(self, *answers: Answer):
        self.answers = list(answers)
        self.requests: list[Request] = []
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def calls(self) -> list[dict]:
        return [request.call for request in self.requests]

    def __enter__(self) -> "Stub":
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(stub) -> type:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stub.requests.append(Request(self.path, self.headers, json.loads(body)))
                answer = stub.answers[min(len(stub.requests), len(stub.answers)) - 1]
                if answer.body is None:
                    self.close_connection = True
                    return
                text = answer.body.encode() if isinstance(answer.body, str) else json.dumps(answer.body).encode()
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(text)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            def do_GET(self) -> None:
                stub.requests.append(Request(self.path, self.headers, {}))
                self.send_error(404)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        return Handler


class Clock:
    """Stands for the module `time`: sleeping takes no time, and is written down."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)
