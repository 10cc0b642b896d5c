// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Objects that are locals of functions: each function has its own, whatever else runs.

#include <boost/asio.hpp>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> tick();
void show(int number);

struct stream {
  int next();
};

class connection {
  std::unique_ptr<stream> stream_ = std::make_unique<stream>();
  std::vector<int> pending_;

  awaitable<void> flush_ok() {
    for (int number : pending_) {
      co_await tick();
      show(number);
    }
    pending_.clear();
  }
  awaitable<void> read_ok() {
    for (;;) {
      co_await tick();
      int number = stream_->next();
      if (!number)
        co_return;
      pending_.push_back(number);
      co_await flush_ok();
    }
  }

public:
  awaitable<void> process() {
    co_await read_ok();
    stream_.reset();
  }
};

awaitable<void> serve() {
  connection here;
  co_await here.process();
}

void try_it(asio::io_context &context) {
  co_spawn(context, []() -> awaitable<void> {
    connection there;
    co_await there.process();
  }, asio::detached);
  connection *left = new connection;
  delete left;
}

void listen(asio::io_context &context) { co_spawn(context, serve(), asio::detached); }

// Two coroutines on one local.
class shared_connection {
  std::unique_ptr<stream> stream_ = std::make_unique<stream>();

public:
  awaitable<void> read_bad() {
    stream &from = *stream_;
    co_await tick();
    show(from.next()); // expected-warning {{'stream_' is followed after a suspend point without a new look, and 'shared_connection::close' may have reset it meanwhile}}
  }
  awaitable<void> close() {
    co_await tick();
    stream_.reset();
  }
};

awaitable<void> both() {
  shared_connection here;
  co_spawn(co_await asio::this_coro::executor, here.close(), asio::detached); // expected-warning {{'shared_connection::close' uses 'here'}}
  co_await here.read_bad();
}

// What both work on is neither's own.
struct hub {
  std::vector<std::unique_ptr<stream>> streams;
};

class reader {
  hub &hub_;

public:
  explicit reader(hub &h) : hub_(h) {}
  awaitable<void> read_bad() {
    stream &from = *hub_.streams.front();
    co_await tick();
    show(from.next()); // expected-warning {{a reference into 'hub_.streams' is used after a suspend point, during which 'reader::drop' may have changed it}}
  }
  awaitable<void> drop() {
    co_await tick();
    hub_.streams.clear();
  }
};

awaitable<void> one(hub &h) {
  reader here(h);
  co_await here.read_bad();
}
awaitable<void> other(hub &h) {
  reader there(h);
  co_await there.drop();
}
void start(asio::io_context &context, hub &h) {
  co_spawn(context, one(h), asio::detached);
  co_spawn(context, other(h), asio::detached);
}
