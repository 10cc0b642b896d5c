// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A coroutine lends its local to an ordinary function, which fills it: each run of the coroutine has a list of its own. Who is
// given the local and goes on while it is walked is another matter.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using namespace asio::experimental::awaitable_operators;

struct Conn { awaitable<void> put(int); };
struct Tracker { std::vector<int> process(std::span<const int>); };
struct Transport { virtual ~Transport(); virtual awaitable<std::size_t> write(std::span<const int> d) = 0; };
struct Seg { int k; };
class Stream : public Transport {
  std::mutex m_;
  std::shared_ptr<Conn> conn_;
  Tracker tracker_;
  int mode_ = 0;
  void plan(std::span<const int> d, int &action, std::shared_ptr<Conn> &c, std::vector<Seg> &segs);
public:
  awaitable<std::size_t> write(std::span<const int> d) override;
};
void Stream::plan(std::span<const int> d, int &action, std::shared_ptr<Conn> &c, std::vector<Seg> &segs) {
  action = 1;
  if (!conn_) { action = 0; return; }
  c = conn_;
  const auto ps = tracker_.process(d);
  segs.reserve(ps.size());
  for (const auto &p : ps) segs.push_back(Seg{p});
}
awaitable<std::size_t> Stream::write(std::span<const int> d) {
  int action = 0;
  std::shared_ptr<Conn> c;
  std::vector<Seg> segs;
  {
    std::scoped_lock l(m_);
    plan(d, action, c, segs);
  }
  if (action == 0) co_return 0;
  for (const auto &s : segs) {
    co_await c->put(s.k);
    std::scoped_lock l(m_);
    mode_ = s.k;
  }
  co_return d.size();
}
awaitable<void> relay(Transport &t, std::span<const int> d) { for (;;) co_await t.write(d); }
awaitable<void> close(Transport &t) { co_await t.write({}); }
awaitable<void> both_ok(Transport &a, Transport &b, std::span<const int> d) {
  co_await (relay(a, d) || relay(b, d));
  co_await close(a);
}
awaitable<void> session(std::span<const int> d) {
  auto a = std::make_shared<Stream>(), b = std::make_shared<Stream>();
  co_await both_ok(*a, *b, d);
}
// others are given the local while it is walked
void fill(std::vector<Seg> &to, int n) { for (int i = 0; i < n; ++i) to.push_back(Seg{i}); }
awaitable<void> feed(std::vector<Seg> &to, Conn &c) {
  for (int i = 0; i < 9; ++i) {
    co_await c.put(i);
    fill(to, i);
  }
}
awaitable<void> fedBeside_bad(Conn &c, asio::any_io_executor ex) {
  std::vector<Seg> segs;
  fill(segs, 3);
  co_await (feed(segs, c) && [&]() -> awaitable<void> {
    for (auto &s : segs) // expected-warning {{a loop over 'segs' is suspended in its body}}
    co_await c.put(s.k);
  }());
}
awaitable<void> fedMeanwhile_bad(Conn &c, asio::any_io_executor ex) {
  std::vector<Seg> segs;
  fill(segs, 3);
  asio::co_spawn(ex, feed(segs, c), asio::detached); // expected-warning {{corosafe-dangling-task}}
  for (auto &s : segs) // expected-warning {{a loop over 'segs' is suspended in its body}}
    co_await c.put(s.k);
}

// A closure over locals is called at once, unless the name of who is given it says that it is kept.
struct Archive {
  void each(std::function<void(const Seg &)> f);
  void onChange(std::function<void(const Seg &)> f);
};
awaitable<void> collected_ok(asio::ip::tcp::socket &to, Archive &from) {
  std::vector<int> keys;
  from.each([&](const Seg &s) { keys.push_back(s.k); });
  co_await asio::async_write(to, asio::buffer(keys), asio::use_awaitable);
}
awaitable<void> collectedMeanwhile_bad(asio::ip::tcp::socket &to, Archive &from) {
  std::vector<int> keys;
  from.onChange([&](const Seg &s) { keys.push_back(s.k); });
  co_await asio::async_write(to, asio::buffer(keys), asio::use_awaitable); // expected-warning {{'keys' is lent to the operation that is awaited here}}
}
