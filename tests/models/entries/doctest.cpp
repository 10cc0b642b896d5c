// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=doctest %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes.
// expected-no-diagnostics

#include "entries/doctest.h"

using entries::tick;
template <class T = void> using task = entries::task<T>;

task<> subcase_ok() {
  auto work = tick();
  if (const doctest::detail::Subcase &success = doctest::detail::Subcase("success"))
    co_await work;
  if (const doctest::detail::Subcase &failure = doctest::detail::Subcase("failure"))
    co_await work;
}
