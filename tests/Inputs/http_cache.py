"""A remote cache as Bazel speaks to one over HTTP: GET and PUT of what a path names, in memory.

usage: http_cache.py PORT_FILE COMMAND...    runs COMMAND with the server up; writes its port first
"""
import http.server
import subprocess
import sys
import threading

store = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(200, store[self.path]) if self.path in store else self.answer(404)

    def do_PUT(self):
        store[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
open(sys.argv[1], "w").write(str(server.server_address[1]))
sys.exit(subprocess.call(sys.argv[2:]))
