"""What a service has to do for its image and its manifests: answer on two paths, and on SIGTERM finish what it has begun."""

import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ending = threading.Event()


class Recommendations(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/slow":
            time.sleep(3)
        known = self.path in ("/", "/livez", "/readyz", "/slow")
        unready = self.path == "/readyz" and ending.is_set()
        self.send_response(503 if unready else 200 if known else 404)
        self.end_headers()
        if self.path == "/":
            self.wfile.write(b"recommendations\n")

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # Threads of requests are waited for when the server closes.
    daemon_threads = False


server = Server(("", 8080), Recommendations)


def end(*_):
    ending.set()
    # From another thread, for the loop that it ends is this one's.
    threading.Thread(target=server.shutdown).start()


signal.signal(signal.SIGTERM, end)
server.serve_forever(poll_interval=0.1)
server.server_close()
