// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=catch2 %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes.
// expected-no-diagnostics

#include "entries/catch2.h"

using entries::tick;
template <class T = void> using task = entries::task<T>;

task<> section_ok() {
  auto work = tick();
  if (const Catch::Section &success = Catch::Section("success"))
    co_await work;
  if (const Catch::Section &failure = Catch::Section("failure"))
    co_await work;
}
