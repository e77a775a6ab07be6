"""A machine of somebody else's: it serves metadata documents of clients, and is told of logouts."""
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
import queue
import threading
from urllib.parse import parse_qs


class Outside:
    """Answers the first logout with 503, so that it is told again, and each later one with 200."""

    def __init__(self):
        self.documents, self.asked, self.logouts, self.statuses = {}, [], queue.Queue(), [503]
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outside.asked.append(self.path)
                found = outside.documents.get(self.path)
                body = json.dumps(found or {}).encode()
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), strict_parsing=True)
                self.send_response(outside.statuses.pop(0) if outside.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                outside.logouts.put(form["logout_token"][0])

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def serve(self, path, **members):
        """A client's document; returns its address, which is the client's id."""
        address = self.address + path
        self.documents[path] = {"client_id": address, "token_endpoint_auth_method": "none", **members}
        return address

    def logout(self):
        """The next logout token that comes."""
        return self.logouts.get(timeout=30)
