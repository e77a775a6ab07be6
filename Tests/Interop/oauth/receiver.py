"""A client's own address, at which the server posts forms."""
from http.server import BaseHTTPRequestHandler, HTTPServer
import queue
import threading
from urllib.parse import parse_qs


class Receiver:
    """Answers each POST with the next of its statuses, and with 200 when there is none left."""

    def __init__(self, *statuses):
        self.statuses, self.forms = list(statuses), queue.Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body, strict_parsing=True).items()}
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                receiver.forms.put((self.path, self.headers["Content-Type"], form))

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/logout"

    def next(self):
        """The next form that comes: its path, its type and its fields."""
        return self.forms.get(timeout=30)
