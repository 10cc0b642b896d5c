// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Seastar: futures run at once; (void) lets one go, a gate waits for those that hold it.

#include "seastar.h"

#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using seastar::future;

void use(const std::string &);

future<> store(const std::string &key) {
  co_await seastar::sleep(1ms);
  use(key);
}

future<> store_copy(std::string key) {
  co_await seastar::sleep(1ms);
  use(key);
}

future<> store_first(const std::string &key) {
  std::string copy = key;
  co_await seastar::sleep(1ms);
  use(copy);
}

future<> in_place_ok(std::string key) {
  co_await store(key);
  co_await store("key");
}

future<> returned_bad(std::string key) {
  return store(key); // expected-warning {{'store' uses 'key'}}
}

// What goes on with it still needs what it needs.
future<> returned_with_continuation_bad(std::string key) {
  return store(key).then([] { use("stored"); }); // expected-warning {{'store' uses 'key'}}
}
// The continuation is gone when it has returned its future, and the key with it.
future<> made_by_continuation_bad(std::string key) {
  return seastar::make_ready_future().then([key] { return store(key); }); // expected-warning {{captures of}}
}
future<> made_by_continuation_awaited_bad(std::string key) {
  co_await seastar::make_ready_future().then([key] { return store(key).then([] {}); }); // expected-warning {{captures of}}
}
future<> made_of_a_copy_ok(std::string key) {
  return seastar::make_ready_future().then([key] { return store_copy(key); });
}
future<> made_of_what_is_read_first_ok(std::string key) {
  return seastar::make_ready_future().then([key] { return store_first(key); });
}
future<> made_of_what_stays_ok(std::string key) {
  co_await seastar::make_ready_future().then([&key] { return store(key); });
}
future<> returned_copy_with_continuation_ok(std::string key) {
  return store_copy(std::move(key)).then([] { use("stored"); });
}
future<> continued_in_place_ok(std::string key) {
  co_await store(key).then([] { use("stored"); }).discard_result();
}

future<> returned_ok(const std::string &key) { return store(key); }
future<> returned_copy_ok(std::string key) { return store_copy(std::move(key)); }
future<> returned_early_use_ok(std::string key) { return store_first(key); }

void background_bad(int n) {
  std::string key = std::to_string(n);
  (void)store(key); // expected-warning {{'store' uses 'key'}}
}

void background_ok(int n) {
  (void)store_copy(std::to_string(n));
  (void)store_first(std::to_string(n));
}

void background_temporary_bad(int n) {
  (void)store(std::to_string(n)); // expected-warning {{a temporary}}
}

void background_closure_bad(std::string key) {
  (void)[key]() -> future<> { // expected-warning {{captures of a closure}}
    co_await seastar::sleep(1ms);
    use(key);
  }();
}

void background_parameter_ok(std::string key) {
  (void)[](std::string key) -> future<> {
    co_await seastar::sleep(1ms);
    use(key);
  }(std::move(key));
}

future<> kept_bad(int n) {
  future<> f = store(std::to_string(n)); // expected-warning {{a temporary}}
  co_await seastar::sleep(1ms);
  co_await std::move(f);
}

future<> kept_ok(int n) {
  std::string key = std::to_string(n);
  future<> f = store(key);
  co_await seastar::sleep(1ms);
  co_await std::move(f);
}

future<> all_ok(std::string a, std::string b) { co_await seastar::when_all_succeed(store(a), store(b)); }

//===-- continuations -------------------------------------------------------------===//

future<> continuation_bad(std::string key) {
  return seastar::sleep(1ms).then([key]() -> future<> { // expected-warning {{its closure is destroyed as soon as it has returned}}
    co_await seastar::sleep(1ms);
    use(key);
  });
}

future<> continuation_early_use_ok(std::string key) {
  return seastar::sleep(1ms).then([key]() -> future<> {
    use(key);
    co_await seastar::sleep(1ms);
  });
}

future<> continuation_without_captures_ok() {
  return seastar::sleep(1ms).then([]() -> future<> {
    co_await seastar::sleep(1ms);
    use("x");
  });
}

future<> continuation_that_is_no_coroutine_ok(std::string key) {
  return seastar::sleep(1ms).then([key] { use(key); });
}

future<> finally_bad(std::string key) {
  co_await seastar::sleep(1ms).finally([&key]() -> future<> { // expected-warning {{its closure is destroyed as soon as it has returned}}
    co_await seastar::sleep(1ms);
    use(key);
  });
}

//===-- timeouts leave the work running ----------------------------------------------===//

future<> timeout_bad(std::string key) {
  co_await seastar::with_timeout(seastar::clock::now() + 1s, store(key)); // expected-warning {{'store' uses 'key', but it runs on when it has lost the race}}
}

future<> timeout_temporary_bad(int n) {
  co_await seastar::with_timeout(seastar::clock::now() + 1s, store(std::to_string(n))); // expected-warning {{a temporary}}
}

future<> timeout_ok(std::string key) {
  co_await seastar::with_timeout(seastar::clock::now() + 1s, store_copy(key));
}

//===-- members and gates -----------------------------------------------------------------===//

class service {
public:
  void start_bad() {
    (void)flush(); // expected-warning {{'service::flush' uses 'this'}}
  }
  void start_gated_ok() { (void)flush_gated(); }
  future<> stop() { return gate_.close(); }

private:
  seastar::gate gate_;
  std::string data_;
  future<> flush() {
    co_await seastar::sleep(1ms);
    use(data_);
  }
  future<> flush_gated() {
    auto holder = gate_.hold();
    co_await seastar::sleep(1ms);
    use(data_);
  }
};

class counted : public seastar::enable_lw_shared_from_this<counted> {
public:
  void start_bad() {
    (void)flush(); // expected-warning {{'counted::flush' uses 'this'}}
  }
  void start_ok() { (void)flush_held(); }
  void start_then_ok() {
    (void)flush().finally([self = shared_from_this()] {});
  }

private:
  std::string data_;
  future<> flush() {
    co_await seastar::sleep(1ms);
    use(data_);
  }
  future<> flush_held() {
    auto self = shared_from_this();
    co_await seastar::sleep(1ms);
    use(data_);
  }
};

//===-- callables that are called at once, and those that wait -------------------------------===//

future<> store_later(const std::string &key) {
  co_await seastar::sleep(1ms);
  co_await store_copy(key);
}

template <class Func> future<> reported(std::string what, Func &&func) {
  return seastar::futurize_invoke(func).handle_exception([what](std::exception_ptr) { use(what); });
}

class keeper {
public:
  future<> reported_ok(std::string key) {
    return reported("at once", [&] { return store_copy(key); });
  }
  future<> reported_bad(std::string key) {
    return reported("later", [&] { return store_later(key); }); // expected-warning {{'store_later' uses 'key'}}
  }
  future<> at_once_ok(std::string key) {
    return seastar::with_gate(gate_, [&key] { return store_copy(key); });
  }
  future<> copied_on_ok(std::string key) {
    return seastar::with_gate(gate_, [&key] { return store_copy(key).then([key] { use(key); }); });
  }
  future<> begins_at_once_ok(std::string key) {
    return seastar::with_gate(gate_, [&key] { return store_first(key); });
  }
  future<> used_later_bad(std::string key) {
    return seastar::with_gate(gate_, [&key] { return store_later(key); }); // expected-warning {{'store_later' uses 'key'}}
  }
  future<> used_by_continuation_bad(std::string key) {
    return seastar::with_gate(gate_, [&key] { // expected-warning {{uses 'key'}}
      return seastar::sleep(1ms).then([&key] { use(key); });
    });
  }
  future<> waits_for_units_bad(std::string key) {
    return seastar::with_semaphore(units_, 1, [&key] { return store_copy(key); }); // expected-warning {{uses 'key'}}
  }

  void held_by_continuation_ok() {
    auto holder = gate_.hold();
    (void)seastar::with_semaphore(units_, 1, [this] { return flush(); })
        .handle_exception([holder = std::move(holder)](std::exception_ptr) {});
  }
  void gated_and_handled_ok() {
    (void)seastar::with_gate(gate_, [this] { return flush(); }).handle_exception([](std::exception_ptr) {});
  }
  void held_by_nobody_bad() {
    (void)seastar::with_semaphore(units_, 1, [this] { return flush(); }) // expected-warning {{uses 'this'}}
        .handle_exception([](std::exception_ptr) {});
  }

  future<> stop() { return gate_.close(); }

private:
  seastar::gate gate_;
  seastar::semaphore units_{1};
  std::string data_;
  future<> flush() {
    co_await seastar::sleep(1ms);
    use(data_);
  }
};

//===-- coroutines of closures that nobody keeps ----------------------------------------------===//

future<> later(int n);

void called_by_gate_bad(seastar::gate &gate, int n) {
  (void)seastar::with_gate(gate, [n]() -> future<> { // expected-warning {{uses the captures of a closure that dies}}
    co_await seastar::sleep(1ms);
    use(std::to_string(n));
  });
}

future<> called_by_gate_in_place_ok(seastar::gate &gate, int n) {
  co_await seastar::with_gate(gate, [n]() -> future<> {
    co_await seastar::sleep(1ms);
    use(std::to_string(n));
  });
}

void called_by_gate_first_ok(seastar::gate &gate, int n) {
  (void)seastar::with_gate(gate, [n]() -> future<> {
    int mine = n;
    co_await seastar::sleep(1ms);
    use(std::to_string(mine));
  });
}

future<> called_for_each_bad(std::vector<int> ids, std::string prefix) {
  return seastar::parallel_for_each(std::move(ids), [prefix](int id) -> future<> { // expected-warning {{uses the captures of a closure that dies}}
    co_await seastar::sleep(1ms);
    use(prefix + std::to_string(id));
  });
}

future<> called_for_each_in_place_ok(std::vector<int> ids, std::string prefix) {
  co_await seastar::parallel_for_each(ids, [prefix](int id) -> future<> {
    co_await seastar::sleep(1ms);
    use(prefix + std::to_string(id));
  });
}

// coroutine::lambda only refers to the closure, which dies with the statement: that is in time where the statement awaits it.
class meter {
public:
  future<> read_in_place_ok(int n) {
    co_await seastar::sleep(1ms).then(seastar::coroutine::lambda([this, n]() -> future<> {
      co_await seastar::sleep(1ms);
      sum_ += n;
    })).handle_exception([](std::exception_ptr) {});
  }
  future<> read_by_somebody_bad(int n) {
    return seastar::sleep(1ms).then(seastar::coroutine::lambda([this, n]() -> future<> { // expected-warning {{but it is returned to run later}}
      co_await seastar::sleep(1ms);
      sum_ += n;
    }));
  }
  future<> read_later_bad(int n) {
    auto reading = seastar::sleep(1ms).then(seastar::coroutine::lambda([this, n]() -> future<> { // expected-warning {{but it is kept, and awaited when that is gone}}
      co_await seastar::sleep(1ms);
      sum_ += n;
    }));
    co_await seastar::sleep(1ms);
    co_await std::move(reading);
  }

private:
  int sum_ = 0;
};
