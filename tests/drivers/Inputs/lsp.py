"""A small LSP client, for talking to a language server as an editor does."""
import json
import pathlib
import queue
import subprocess
import threading


class Server:
    """One running server. Every wait has an end: a silent server is a failed test."""

    def __init__(self, command, root, timeout=60):
        self.timeout = timeout
        self.versions = {}
        self.diagnostics = {}  # uri -> (version, diagnostics)
        self.inbox = queue.Queue()
        self.ids = 0
        self.answers = {}
        self.process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        threading.Thread(target=self._read, daemon=True).start()
        self.capabilities = self.request("initialize", {
            "processId": None,
            "rootUri": pathlib.Path(root).as_uri(),
            "capabilities": {"textDocument": {
                "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            }},
        })["capabilities"]
        self.notify("initialized", {})

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while line := stream.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                self.inbox.put(None)
                return
            self.inbox.put(json.loads(stream.read(length)))

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _pump(self):
        message = self.inbox.get(timeout=self.timeout)
        assert message is not None, f"the server ended with {self.process.wait(self.timeout)}"
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"]] = (params.get("version"), params["diagnostics"])
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self.answers[message["id"]] = message

    def begin(self, method, params):
        """Sends a request and does not wait; gives its id."""
        self.ids += 1
        self._send({"id": self.ids, "method": method, "params": params})
        return self.ids

    def answer(self, request):
        """The whole answer, be it a result or an error."""
        while request not in self.answers:
            self._pump()
        return self.answers.pop(request)

    def request(self, method, params):
        answer = self.answer(self.begin(method, params))
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def open(self, path, text=None):
        uri = pathlib.Path(path).as_uri()
        self.versions[uri] = 1
        text = pathlib.Path(path).read_bytes().decode() if text is None else text
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "cpp", "version": 1, "text": text}})
        return uri

    def change(self, uri, text):
        self.versions[uri] += 1
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": self.versions[uri]},
                                               "contentChanges": [{"text": text}]})

    def found(self, uri):
        """The diagnostics of the newest text, corosafe's only, in order."""
        while self.diagnostics.get(uri, (0, None))[0] != self.versions[uri]:
            self._pump()
        mine = [d for d in self.diagnostics[uri][1] if str(d.get("code", "")).startswith("corosafe-")]
        return sorted(mine, key=lambda d: (d["range"]["start"]["line"], d["range"]["start"]["character"]))

    def fixes(self, uri, diagnostic):
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": uri}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})

    def end(self):
        """Shuts down as the protocol says; gives the exit status. clangd first ends what it does at idle priority,
        such as its index of the standard library, which a busy machine lets wait."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(5 * self.timeout)


def edited(text, edits):
    """The text after an LSP workspace edit's changes to one file. The protocol counts UTF-16 code units."""
    units = text.encode("utf-16-le")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len((line + "\n").encode("utf-16-le")))

    def offset(position):
        return starts[position["line"]] + 2 * position["character"]

    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        units = units[: offset(edit["range"]["start"])] + edit["newText"].encode("utf-16-le") + units[offset(edit["range"]["end"]) :]
    return units.decode("utf-16-le")
