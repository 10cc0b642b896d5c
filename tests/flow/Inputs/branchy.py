"""Writes functions of some thousand branches, awaits, locals or changes each into DIR/branchy.cpp."""
import pathlib
import sys

N = 2500
HEAD = """#include "minicoro.h"
#include <map>
#include <memory>
#include <string>
struct table { void open_row(int); void close_row(int); mini::task<> begin(int); mini::task<> commit(int); };
struct hub {
  int active = 0, flags[4] = {};
  bool busy = false;
  table rows;
  std::map<int, std::string> names;
  bool asks(int);
  mini::task<> wait(int);
"""
SHAPES = {
    "counts": "if (asks({0})) {{ ++active; co_await wait({0}); --active; }}",
    "sets": "if (asks({0})) busy = true; else if (asks(-{0})) co_await wait({0}); else busy = false;",
    "opens": "rows.open_row({0}); if (asks({0})) co_await wait({0}); rows.close_row({0});",
    "begins": "co_await rows.begin({0}); if (asks({0})) co_return; co_await rows.commit({0});",
    "keeps": "auto local{0} = wait({0}); if (asks({0})) co_await local{0};",
    "looks": "auto at{0} = names.find({0}); co_await wait({0}); if (at{0} != names.end()) at{0}->second.clear();",
    "tests": "if (active == {0} && !busy) co_await wait({0});",
    "puts_back": "{{ int old{0} = active; active = {0}; co_await wait({0}); active = old{0}; }}",
}

with open(pathlib.Path(sys.argv[1], "branchy.cpp"), "w") as out:
    print(HEAD, file=out)
    for name, shape in SHAPES.items():
        print(f"  mini::task<> {name}();", file=out)
    print("};", file=out)
    for name, shape in SHAPES.items():
        print(f"mini::task<> hub::{name}() {{", file=out)
        for i in range(N):
            print("  " + shape.format(i), file=out)
        print("}", file=out)
