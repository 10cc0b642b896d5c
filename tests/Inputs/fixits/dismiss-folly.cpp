// A Task may run on by itself on the executor of the coroutine that drops it.
#include "stubs/folly.h"

using folly::coro::Task;

Task<int> measure(int n);
Task<void> fill(std::vector<int> &out);
struct session {
  Task<void> run();
};

Task<void> lets_go() {
  measure(1);
  co_return;
}
Task<void> has_one_already(folly::Executor *ex) {
  folly::coro::co_withExecutor(ex, measure(2));
  measure(3).scheduleOn(ex);
  co_return;
}
// Whether what is given as a pointer lives long enough is not known.
void from_outside_nofix(folly::Executor *ex) { folly::coro::co_withExecutor(ex, measure(4)); }
void no_executor_nofix() { measure(5); }
Task<void> needs_what_it_is_given() {
  std::vector<int> local;
  fill(local);
  session s;
  s.run();
  co_return;
}
