"""Sessions with corosafe-clangd, one a scenario; prints what an editor would show.

The file's folder is copied to where no compile database or configuration is above it.

usage: clangd.py CLANGD SCENARIO FILE
"""
import itertools
import os
import pathlib
import re
import shutil
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from lsp import Server, edited

clangd, scenario, file = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
folder = tempfile.TemporaryDirectory()
file = pathlib.Path(shutil.copytree(file.parent, pathlib.Path(folder.name, "project"))) / file.name
os.environ["XDG_CONFIG_HOME"] = os.environ["HOME"] = "/nonexistent"  # What the person who tests has configured is not read.
server = Server([clangd, "--background-index=0"], file.parent)
text = file.read_text()


def show(found):
    for d in found:
        print(f"{d['range']['start']['line'] + 1}: {d['code']}: {d['message'].splitlines()[0]}")
    print(f"{len(found)} findings")


def findings():
    """What is shown when the file is opened."""
    show(server.found(server.open(file)))


def details():
    """All that an editor can show of each finding, and whether its name leads to a page."""
    for d in server.found(server.open(file)):
        print(f"{d['range']['start']['line'] + 1}: severity {d['severity']}:", d["message"].replace("\n", " | "))
        page = urllib.parse.urlparse(d["codeDescription"]["href"])
        print("page:", page.scheme, pathlib.Path(urllib.parse.unquote(page.path)).read_text().splitlines()[0])
        for note in d["relatedInformation"]:
            print(f"{pathlib.Path(note['location']['uri']).name}:{note['location']['range']['start']['line'] + 1}: {note['message']}")


def leaving():
    """The editor is closed while the server still works on what was typed.

    Not before the first preamble: there clangd, Debian's own too, can wait for itself until it aborts after five
    minutes (an update waits for the opened file's turn in a preamble thread that has stopped already).
    """
    uri = server.open(file)
    server.found(uri)
    for length in range(3):
        server.change(uri, text + "\n" * length)
    asked = server.begin("textDocument/codeAction", {"textDocument": {"uri": uri}, "context": {"diagnostics": []}, "range": {
        "start": {"line": 6, "character": 2}, "end": {"line": 6, "character": 2}}})
    server.notify("$/cancelRequest", {"id": asked})
    print("code actions:", server.answer(asked).get("error", {}).get("message", "answered"))


def everything():
    """All diagnostics, whoever made them."""
    uri = server.open(file)
    server.found(uri)
    for d in sorted(server.diagnostics[uri][1], key=lambda d: d["range"]["start"]["line"]):
        print(f"{d['range']['start']['line'] + 1}: {d.get('code')}: {d['message'].splitlines()[0]}")
    print(f"{len(server.diagnostics[uri][1])} diagnostics")


def fix():
    """Every finding's first quick fix is applied, then the file is looked at anew."""
    global text
    uri = server.open(file)
    found = server.found(uri)
    show(found)
    while fixable := [(d, fixes) for d in found if (fixes := server.fixes(uri, d))]:
        diagnostic, fixes = fixable[0]
        print("fix:", fixes[0]["title"])
        text = edited(text, fixes[0]["edit"]["changes"][uri])
        server.change(uri, text)
        found = server.found(uri)
        show(found)


def typing():
    """A character at a time, requests that are taken back, and clangd's own features in between."""
    uri = server.open(file)
    show(server.found(uri))
    line = text.count("\n")
    typed = "\ntask more() {\n  co_await work();\n  work();\n}\n"
    for length in range(0, len(typed), 3):
        server.change(uri, text + typed[:length])
        hover = server.begin("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 6}})
        server.notify("$/cancelRequest", {"id": hover})
        answer = server.answer(hover)
        assert "result" in answer or answer["error"]["code"] in (-32800, -32801), answer
    server.change(uri, text + typed)
    show(server.found(uri))
    at = {"textDocument": {"uri": uri}, "position": {"line": line + 2, "character": 14}}
    print("hover:", re.search(r"\w+ work\(\)", server.request("textDocument/hover", at)["contents"]["value"])[0])
    items = server.request("textDocument/completion", at)["items"]
    print("completion:", "work" in "".join(item["label"] for item in items))


def truncated():
    """The file ends after every tenth token."""
    uri = server.open(file)
    ends = [m.end() for m in re.finditer(r"\w+|[^\w\s]", text)]
    for end in itertools.islice(ends, 9, None, 10):
        server.change(uri, text[:end])
        server.found(uri)
    server.change(uri, text)
    show(server.found(uri))


{"findings": findings, "everything": everything, "fix": fix, "typing": typing, "details": details, "leaving": leaving, "truncated": truncated}[scenario]()
print("ended with", server.end())
