"""An editor's session during which the index comes, changes, and is damaged.

usage: clangd_index.py CLANGD COROSAFE PROJECT
"""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from lsp import Server

clangd, corosafe, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
os.environ["XDG_CONFIG_HOME"] = os.environ["HOME"] = "/nonexistent"
user, gate, index = project / "src/user.cpp", project / "src/gate.cpp", project / "build/.corosafe/index"
server = Server([clangd, "--background-index=0"], project)
text = user.read_text()
uri = server.open(user)


def show(what):
    global text
    text += "// typed\n"
    server.change(uri, text)
    print(what + ":", *(d["code"] for d in server.found(uri)))


def write_index():
    subprocess.run([corosafe, "-p", project / "build", f"--index={index}"], stdout=subprocess.DEVNULL, check=False)


show("no index")
write_index()
show("an index")
gate.write_text(gate.read_text().replace("shared_mutex.lock();", ""))
write_index()
show("a newer one")
gate.write_text(gate.read_text().replace("enter() {", "enter() { shared_mutex.lock();"))
write_index()
show("the first again")
index.write_bytes(index.read_bytes()[:-1])
show("a damaged one")
index.unlink()
show("none")
print("ended with", server.end())
