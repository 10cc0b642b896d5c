// What runs by itself may be let go on purpose, and that is for people to say.
#include "minicoro.h"

using namespace std::chrono_literals;

mini::eager_task<int> work(int n) {
  co_await mini::sleep_for(1ms);
  co_return n;
}
mini::task<void> later() { co_return; }

struct both {};
mini::eager_task<int> operator+(both, both) { co_return 1; }

mini::task<void> in_a_coroutine(bool yes) {
  if (yes)
    work(1);
  else
    work(2), co_await later();
  both a, b;
  a + b;
}
void in_a_function_alternative() {
  work(1);
  for (int i = 0; i < 2; work(i), ++i)
    (void)0;
}
void never_started_nofix() { later(); }
