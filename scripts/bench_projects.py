"""The projects that scripts/bench measures, written anew each time: own code, the
same for the same arguments."""
import json
import pathlib
import random

ASIO_HEADERS = """awaitable buffer cancellation_signal co_spawn detached dispatch io_context ip/tcp ip/udp post read read_until
    redirect_error signal_set steady_timer strand this_coro thread_pool use_awaitable write""".split()
ASIO_NEEDED = """awaitable buffer co_spawn detached io_context ip/tcp post read_until steady_timer this_coro use_awaitable
    write""".split()
STD_HEADERS = """algorithm array atomic chrono deque functional iostream list map memory mutex numeric optional set span
    sstream string string_view thread tuple unordered_map variant vector""".split()
STD_NEEDED = "array chrono deque map memory mutex optional string unordered_map vector".split()


THIRD_H = "#pragma once\ninline int third_of(int n) { return n / 3; }\n"


def third(folder, number):
    """A line for every third file: the header that scripts/bench edits."""
    (folder / "include").mkdir(parents=True, exist_ok=True)
    (folder / "include/third.h").write_text(THIRD_H)
    return '#include "third.h"\n' if number % 3 == 0 else ""


def includes(names):
    return "".join(f"#include <{name}>\n" for name in names)


def database(folder, flags):
    sources = sorted(folder.glob("src/*.cpp"))
    entries = [
        {"directory": str(folder), "file": str(s), "arguments": ["clang++", *flags, "-c", str(s), "-o", f"{s.stem}.o"]}
        for s in sources
    ]
    (folder / "compile_commands.json").write_text(json.dumps(entries, indent=1))


ASIO_BODY = """
namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace server_@ {

struct stats {
  std::mutex lock;
  std::map<std::string, int> counts;
  void add(const std::string &what) {
    std::lock_guard guard(lock);
    ++counts[what];
  }
};

awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(use_awaitable);
}

class session : public std::enable_shared_from_this<session> {
public:
  session(tcp::socket socket, stats &all) : socket_(std::move(socket)), all_(all) {}

  awaitable<void> run() {
    for (;;) {
      std::size_t n = co_await asio::async_read_until(socket_, asio::dynamic_buffer(input_), '\\n', use_awaitable);
      std::string line = input_.substr(0, n);
      input_.erase(0, n);
      all_.add(line);
      if (line == "quit\\n")
        co_return;
      if (line == "slow\\n") {
@LOCK
        co_await pause(@ms);
      }
      queue_.push_back(std::move(line));
      co_await flush();
    }
  }

private:
  awaitable<void> flush() {
    while (!queue_.empty()) {
      std::string text = std::move(queue_.front());
      queue_.pop_front();
      co_await asio::async_write(socket_, asio::buffer(text), use_awaitable);
    }
  }

  tcp::socket socket_;
  stats &all_;
  std::string input_;
  std::deque<std::string> queue_;
};

awaitable<void> accept_all(tcp::acceptor acceptor, stats &all) {
  auto executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    auto one = std::make_shared<session>(std::move(socket), all);
    asio::co_spawn(executor, [one]() -> awaitable<void> { co_await one->run(); }, asio::detached);
@DROP
  }
}

void run_@(unsigned short port) {
  asio::io_context context;
  stats all;
  asio::co_spawn(context, accept_all(tcp::acceptor(context, {tcp::v4(), port}), all), asio::detached);
  context.run();
}

} // namespace server_@
"""


def asio_servers(folder, count):
    """Small servers; one includes all of Asio, the next only what it needs, in its own order."""
    rng = random.Random(1)
    (folder / "src").mkdir(parents=True, exist_ok=True)
    for i in range(count):
        if i % 3 == 0:
            headers = ["boost/asio.hpp"]
        else:
            names = set(ASIO_NEEDED) | set(rng.sample(ASIO_HEADERS, 3))
            headers = [f"boost/asio/{name}.hpp" for name in names]
        std = sorted(set(STD_NEEDED) | set(rng.sample(STD_HEADERS, 4)))
        names = sorted(headers) + std
        rng.shuffle(names)
        body = ASIO_BODY.replace("@LOCK", "        std::lock_guard guard(all_.lock);" if i % 5 == 0 else "        all_.add(line);")
        body = body.replace("@DROP", "    pause(1ms);" if i % 7 == 0 else "    co_await pause(1ms);")
        body = body.replace("@ms", f"{i + 1}ms").replace("@", str(i))
        extra = "".join(f"int helper_{i}_{k}(const std::vector<int> &v) {{ int s = {k}; for (int x : v) s += x; return s; }}\n" for k in range(i % 9))
        (folder / f"src/server_{i:03}.cpp").write_text(third(folder, i) + includes(names) + body + extra)
    database(folder, ["-std=c++20", f"-I{folder}/include", "-DBOOST_ASIO_HAS_CO_AWAIT", "-DBOOST_ASIO_HAS_STD_COROUTINE"])


TASK_H = """#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>
#include <variant>
namespace lib {
template <class T> class task;
namespace detail {
struct final_awaiter {
  bool await_ready() const noexcept { return false; }
  template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) const noexcept {
    return h.promise().next ? h.promise().next : std::noop_coroutine();
  }
  void await_resume() const noexcept {}
};
struct promise_base {
  std::coroutine_handle<> next;
  std::exception_ptr error;
  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};
template <class T> struct promise : promise_base {
  std::optional<T> value;
  task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&u) { value.emplace(std::forward<U>(u)); }
  T take() { if (error) std::rethrow_exception(error); return std::move(*value); }
};
template <> struct promise<void> : promise_base {
  task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void take() { if (error) std::rethrow_exception(error); }
};
} // namespace detail
template <class T = void> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<T>;
  explicit task(std::coroutine_handle<promise_type> h) : h_(h) {}
  task(task &&o) noexcept : h_(std::exchange(o.h_, nullptr)) {}
  ~task() { if (h_) h_.destroy(); }
  auto operator co_await() && noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> h;
      bool await_ready() const noexcept { return !h || h.done(); }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> next) noexcept { h.promise().next = next; return h; }
      T await_resume() { return h.promise().take(); }
    };
    return awaiter{h_};
  }
private:
  std::coroutine_handle<promise_type> h_;
};
namespace detail {
template <class T> task<T> promise<T>::get_return_object() noexcept { return task<T>(std::coroutine_handle<promise>::from_promise(*this)); }
inline task<void> promise<void>::get_return_object() noexcept { return task<void>(std::coroutine_handle<promise>::from_promise(*this)); }
} // namespace detail
} // namespace lib
"""
EVENT_H = """#pragma once
#include "lib/task.h"
#include <atomic>
#include <deque>
#include <mutex>
namespace lib {
class event {
public:
  struct awaiter {
    event &e;
    bool await_ready() const noexcept { return e.set_.load(); }
    bool await_suspend(std::coroutine_handle<> h) {
      std::lock_guard guard(e.lock_);
      if (e.set_) return false;
      e.waiting_.push_back(h);
      return true;
    }
    void await_resume() const noexcept {}
  };
  awaiter operator co_await() noexcept { return {*this}; }
  void set() {
    std::deque<std::coroutine_handle<>> ready;
    { std::lock_guard guard(lock_); set_ = true; ready.swap(waiting_); }
    for (auto h : ready) h.resume();
  }
private:
  std::mutex lock_;
  std::atomic<bool> set_{false};
  std::deque<std::coroutine_handle<>> waiting_;
};
template <class F> task<void> repeat(int times, F f) {
  for (int i = 0; i < times; ++i) co_await f(i);
}
} // namespace lib
"""


def library(folder, count):
    """Modules with a class and its own header each, over task types of the project's own."""
    rng = random.Random(2)
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "include/lib").mkdir(parents=True, exist_ok=True)
    (folder / "include/lib/task.h").write_text(TASK_H)
    (folder / "include/lib/event.h").write_text(EVENT_H)
    for i in range(count):
        std = sorted(set(rng.sample(STD_HEADERS, 6)) | {"string", "vector", "mutex"})
        rng.shuffle(std)
        uses = sorted(rng.sample(range(i), min(i, 2)))
        (folder / f"include/lib/module_{i}.h").write_text(
            f"#pragma once\n#include \"lib/event.h\"\n#include <string>\n#include <vector>\nnamespace lib {{\n"
            f"class module_{i} {{\npublic:\n  task<int> load(std::string name);\n  task<void> store(std::vector<int> values);\n"
            f"  void lock_{i}();\n  int size() const {{ return static_cast<int>(values_.size()); }}\n"
            f"private:\n  event ready_;\n  std::mutex lock_;\n  std::vector<int> values_;\n}};\n}} // namespace lib\n")
        calls = "".join(f"  module_{u} other{u};\n  total += co_await other{u}.load(name);\n" for u in uses)
        guard = "  std::lock_guard guard(lock_);\n" if i % 6 == 0 else "  { std::lock_guard guard(lock_); values_.push_back(total); }\n"
        dropped = "  (void)0;\n  store({1, 2});\n" if i % 9 == 0 else "  co_await store({1, 2});\n"
        (folder / f"src/module_{i:03}.cpp").write_text(
            f"#include \"lib/module_{i}.h\"\n" + third(folder, i) + "".join(f"#include \"lib/module_{u}.h\"\n" for u in uses) + includes(std) +
            f"namespace lib {{\nstatic std::string describe_{i}(const std::vector<int> &v) {{\n  std::string s;\n"
            f"  for (int x : v) s += std::to_string(x) + ',';\n  return s;\n}}\n"
            f"void module_{i}::lock_{i}() {{ lock_.lock(); }}\n"
            f"task<int> module_{i}::load(std::string name) {{\n  int total = static_cast<int>(name.size());\n{calls}{guard}"
            f"  co_await ready_;\n{dropped}  co_return total;\n}}\n"
            f"task<void> module_{i}::store(std::vector<int> values) {{\n"
            f"  co_await repeat(3, [&](int k) -> task<void> {{ values_.push_back(k); co_await ready_; }});\n"
            f"  for (int v : values) values_.push_back(v);\n  if (describe_{i}(values_).empty()) co_return;\n  co_await ready_;\n}}\n}} // namespace lib\n")
    database(folder, ["-std=c++20", f"-I{folder}/include"])


def application(folder, count):
    """Mostly plain code, in which every tenth file has coroutines."""
    rng = random.Random(3)
    library(folder, max(1, count // 10))
    (folder / "include/app").mkdir(parents=True, exist_ok=True)
    (folder / "include/app/log.h").write_text(
        "#pragma once\n#include <sstream>\n#include <string>\nnamespace app {\nvoid log(const std::string &text);\n"
        "#define APP_LOG(x) do { std::ostringstream s_; s_ << x; ::app::log(s_.str()); } while (0)\n} // namespace app\n")
    for i in range(count - max(1, count // 10)):
        std = sorted(set(rng.sample(STD_HEADERS, 7)) | {"string", "vector", "map", "memory"})
        rng.shuffle(std)
        (folder / f"include/app/part_{i}.h").write_text(
            f"#pragma once\n#include \"app/log.h\"\n#include <map>\n#include <memory>\n#include <string>\n#include <vector>\nnamespace app {{\n"
            f"class part_{i} {{\npublic:\n  explicit part_{i}(int n);\n  void insert_{i}(const std::string &key, int value);\n"
            f"  int total_{i}() const;\nprivate:\n  std::map<std::string, std::vector<int>> values_;\n}};\n}} // namespace app\n")
        uses = sorted(rng.sample(range(i), min(i, 2)))
        body = "".join(f"  part_{u} p{u}(n);\n  p{u}.insert_{u}(\"a\", n);\n  sum += p{u}.total_{u}();\n" for u in uses)
        (folder / f"src/part_{i:03}.cpp").write_text(
            f"#include \"app/part_{i}.h\"\n" + third(folder, i) + "".join(f"#include \"app/part_{u}.h\"\n" for u in uses) + includes(std) +
            f"namespace app {{\npart_{i}::part_{i}(int n) {{\n  int sum = 0;\n{body}  insert_{i}(\"sum\", sum + n);\n}}\n"
            f"void part_{i}::insert_{i}(const std::string &key, int value) {{\n  APP_LOG(key << value);\n  values_[key].push_back(value);\n}}\n"
            f"int part_{i}::total_{i}() const {{\n  int sum = 0;\n  for (const auto &[key, values] : values_)\n"
            f"    for (int v : values)\n      sum += v;\n  return sum;\n}}\n}} // namespace app\n")
    database(folder, ["-std=c++20", f"-I{folder}/include"])


PROJECTS = {"asio": asio_servers, "library": library, "application": application}


def write(kind, folder, count):
    PROJECTS[kind](pathlib.Path(folder).resolve(), count)
