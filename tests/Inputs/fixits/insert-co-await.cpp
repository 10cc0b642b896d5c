// co_await before what is dropped, where it can be awaited.
#include "minicoro.h"

using namespace std::chrono_literals;

mini::task<int> work() {
  co_await mini::sleep_for(1ms);
  co_return 1;
}

struct pair_of_tasks {};
mini::task<void> operator+(pair_of_tasks, pair_of_tasks) { co_return; }

mini::task<void> statements(bool yes) {
  work();
  if (yes)
    work();
  for (int i = 0; i < 3; work(), ++i)
    (void)0;
  auto inner = [](int n) -> mini::task<void> { work(); co_return; };
  co_await inner(1);
}
mini::task<void> with_operators() {
  pair_of_tasks a, b;
  a + b;
  co_return;
}
mini::task<void> in_a_handler_nofix() {
  try {
    co_await work();
  } catch (...) {
    work();
  }
}
void no_coroutine_nofix() { work(); }
