// RUN: %corosafe %s -- -std=c++20 %verify

// Of a task of the program's own that starts at once, the destructor says what dropping it does.

#include <coroutine>
#include <exception>
#include <string>
#include <utility>

struct PromiseBase {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::terminate(); }
  void return_void() {}
};

// It ends with its handle.
struct Future {
  struct promise_type : PromiseBase {
    Future get_return_object() { return Future(std::coroutine_handle<promise_type>::from_promise(*this)); }
  };
  explicit Future(std::coroutine_handle<promise_type> h) : h(h) {}
  Future(Future &&o) noexcept : h(std::exchange(o.h, nullptr)) {}
  ~Future() {
    if (h)
      h.destroy();
  }
  bool await_ready() const { return h.done(); }
  void await_suspend(std::coroutine_handle<> c);
  void await_resume() {}
  std::coroutine_handle<promise_type> h;
};
// It goes on by itself unless it is over.
struct Errand {
  struct promise_type : PromiseBase {
    Errand get_return_object() { return Errand(std::coroutine_handle<promise_type>::from_promise(*this)); }
  };
  explicit Errand(std::coroutine_handle<promise_type> h) : h(h) {}
  Errand(Errand &&o) noexcept : h(std::exchange(o.h, nullptr)) {}
  ~Errand() {
    if (h && h.done())
      h.destroy();
  }
  bool await_ready() const { return h.done(); }
  void await_suspend(std::coroutine_handle<> c);
  void await_resume() {}
  std::coroutine_handle<promise_type> h;
};
struct Socket {
  Future read(std::string &into);
  Future write(std::string text);
};

Future readAll(Socket &s) {
  for (std::string m; m != "bye";)
    co_await s.read(m);
}
Errand readAllAlone(Socket &s) {
  for (std::string m; m != "bye";)
    co_await s.read(m);
}

Future client_ok(std::string host) {
  Socket s;
  auto reading = readAll(s);
  co_await s.write(host); // where it throws, the reader is destroyed ahead of the socket
  co_await reading;
}
Future dropped_bad(std::string host) {
  Socket s;
  readAll(s); // expected-warning {{dropping it cancels its work}}
  co_await s.write(host);
}
Future left_bad(std::string host) {
  Socket s;
  auto reading = readAllAlone(s); // expected-warning {{it runs on by itself}}
  co_await s.write(host);
  if (host.empty())
    co_return;
  co_await reading;
}

//===-- held while a loop is driven ------------------------------------------------------------===//

struct Poller {};

struct EventLoop {
  Poller poller;
  Poller &Handle() { return poller; }
  bool Stopped() const;
  void Step();
  void Loop();
};

Future connect(Poller &poller, std::string host);
Future save(std::string text);
void log(const char *text);

void main_ok() {
  EventLoop loop;
  auto client = connect(loop.Handle(), "a");
  loop.Loop();
}

void stepwise_ok(EventLoop &loop) {
  auto client = connect(loop.Handle(), "a");
  while (!loop.Stopped())
    loop.Step();
}

void clicked_bad() {
  auto work = save("a"); // expected-warning {{goes out of scope without being awaited}}
  log("saved");
}

void made_when_the_loop_has_ended_bad() {
  EventLoop loop;
  loop.Loop();
  auto client = connect(loop.Handle(), "a"); // expected-warning {{goes out of scope without being awaited}}
}

void gone_before_the_loop_runs_bad() {
  EventLoop loop;
  {
    auto client = connect(loop.Handle(), "a"); // expected-warning {{goes out of scope without being awaited}}
  }
  loop.Loop();
}
