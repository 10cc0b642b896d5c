// RUN: %corosafe %s -- -std=c++20 -I%S/../Inputs/stubs %verify

// Closures of coroutines that are put where somebody calls them later, and coroutines that run already when a temporary
// that they were given is gone.

#include "folly.h"
#include "winrt.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

using folly::coro::Task;
using handler = std::function<Task<void>(std::string)>;
Task<void> step();

struct subscription {
  std::function<void()> cancel;
  ~subscription();
};

class router {
public:
  subscription scoped(handler h) {
    int id = next_++;
    routes_[id] = std::move(h);
    return {[this, id] { routes_.erase(id); }};
  }
  void always(handler h) { routes_.emplace(next_++, std::move(h)); }
  void twice(handler h) { always(h); }
  int numbered(handler h) {
    routes_.emplace(next_, std::move(h));
    return next_++;
  }
  void remove(int id) { routes_.erase(id); }
  Task<void> dispatch(std::string text);

private:
  std::map<int, handler> routes_;
  int next_ = 0;
};

class console {
public:
  void assigned_bad() {
    int lines = 0;
    on_line_ = [&lines](std::string) -> Task<void> { // expected-warning {{uses 'lines', but its closure is kept, to be called later}}
      co_await step();
      ++lines;
    };
  }
  void copied_ok() {
    int lines = 0;
    on_line_ = [lines](std::string) mutable -> Task<void> {
      co_await step();
      ++lines;
    };
  }
  void shared_ok() {
    auto lines = std::make_shared<int>(0);
    on_line_ = [lines](std::string) -> Task<void> {
      co_await step();
      ++*lines;
    };
  }
  void pushed_bad() {
    std::string prompt = ">";
    all_.push_back([&](std::string text) -> Task<void> { // expected-warning {{uses 'prompt'}}
      co_await step();
      prompt += text;
    });
  }
  void keyed_bad() {
    std::string prompt = ">";
    handler h = [&](std::string text) -> Task<void> {
      co_await step();
      prompt += text;
    };
    byName_["line"] = h; // expected-warning {{uses 'prompt'}}
  }
  void parameter_bad(std::string prompt) {
    on_line_ = [&prompt](std::string text) -> Task<void> { // expected-warning {{uses 'prompt'}}
      co_await step();
      prompt += text;
    };
  }
  void member_ok() {
    auto &seen = seen_;
    on_line_ = [&seen](std::string text) -> Task<void> {
      co_await step();
      seen += text;
    };
  }
  // Through functions of the program that keep it.
  void routed_bad() {
    int lines = 0;
    routes_.always([&](std::string) -> Task<void> { // expected-warning {{uses 'lines'}}
      co_await step();
      ++lines;
    });
  }
  void routedTwice_bad(std::shared_ptr<router> r) {
    int lines = 0;
    r->twice([&](std::string) -> Task<void> { // expected-warning {{uses 'lines'}}
      co_await step();
      ++lines;
    });
  }
  void scoped_ok() {
    int lines = 0;
    auto until = routes_.scoped([&](std::string) -> Task<void> {
      co_await step();
      ++lines;
    });
  }
  void takenOut_ok() {
    int lines = 0;
    int id = routes_.numbered([&](std::string) -> Task<void> {
      co_await step();
      ++lines;
    });
    seen_.clear();
    routes_.remove(id);
  }
  void putBack_ok() {
    int lines = 0;
    on_line_ = [&lines](std::string) -> Task<void> {
      co_await step();
      ++lines;
    };
    seen_.clear();
    on_line_ = nullptr;
  }
  Task<void> waitedFor_ok() {
    int lines = 0;
    routes_.always([&](std::string) -> Task<void> {
      co_await step();
      ++lines;
    });
    co_await routes_.dispatch("x");
  }
  void local_ok() {
    int lines = 0;
    router r;
    r.always([&](std::string) -> Task<void> {
      co_await step();
      ++lines;
    });
  }
  // No coroutine.
  void plain_ok() {
    int lines = 0;
    on_close_ = [&lines] { ++lines; };
  }

private:
  handler on_line_;
  std::function<void()> on_close_;
  std::vector<handler> all_;
  std::map<std::string, handler> byName_;
  router routes_;
  std::string seen_;
};

namespace wf = winrt::Windows::Foundation;
wf::IAsyncOperation<int> measure(std::wstring const &name) {
  co_await winrt::resume_background();
  co_return int(name.size());
}
wf::IAsyncOperation<int> measureFirst(std::wstring const &name) {
  int n = int(name.size());
  co_await winrt::resume_background();
  co_return n;
}
void runsAlready_bad() {
  auto op = measure(std::wstring(L"x")); // expected-warning {{'measure' uses a temporary that dies at the end of the statement}}
  op.Cancel();
}
void readBefore_ok() {
  auto op = measureFirst(std::wstring(L"x"));
  op.Cancel();
}

//===-- tasks in a container that outlives the function, but not unawaited --------------------===//

Task<void> keep(std::string const &row);
class batch {
public:
  Task<void> awaited_ok() {
    std::string row = "x";
    tasks_.push_back(keep(row));
    for (auto &t : tasks_) // expected-warning {{corosafe-stale-across-suspend}}
      co_await std::move(t);
    tasks_.clear();
  }
  Task<void> moved_out_ok() {
    std::string row = "x";
    tasks_.push_back(keep(row));
    auto mine = std::move(tasks_);
    for (auto &t : mine)
      co_await std::move(t);
  }
  Task<void> dropped_ok() {
    std::string row = "x";
    tasks_.push_back(keep(row));
    co_await step();
    tasks_.clear();
  }
  Task<void> left_bad() {
    std::string row = "x";
    tasks_.push_back(keep(row)); // expected-warning {{uses 'row', but it is kept, and awaited when that is gone}}
    co_await step();
  }
  Task<void> left_early_bad(bool quick) {
    std::string row = "x";
    tasks_.push_back(keep(row)); // expected-warning {{uses 'row', but it is kept, and awaited when that is gone}}
    if (quick)
      co_return;
    for (auto &t : tasks_) // expected-warning {{corosafe-stale-across-suspend}}
      co_await std::move(t);
  }
  Task<void> others_bad() {
    std::string row = "x";
    tasks_.push_back(keep(row)); // expected-warning {{uses 'row', but it is kept, and awaited when that is gone}}
    for (auto &t : others_)
      co_await std::move(t);
  }

private:
  std::vector<Task<void>> tasks_, others_;
};
