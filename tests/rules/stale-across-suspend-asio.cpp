// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Boost.Asio: rooms, readers and writers, setup in main, sessions that are started in a loop, thread pools.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

awaitable<void> pause(std::chrono::milliseconds d) {
  asio::steady_timer t(co_await asio::this_coro::executor, d);
  co_await t.async_wait(use_awaitable);
}

struct session : std::enable_shared_from_this<session> {
  explicit session(tcp::socket s) : sock(std::move(s)) {}
  awaitable<void> write(std::string_view m) { co_await asio::async_write(sock, asio::buffer(m), use_awaitable); }
  tcp::socket sock;
  int id = 0;
  std::string name;
  int hits = 0;
};

// --- chat room, vector of shared_ptr
class room {
public:
  void join(std::shared_ptr<session> s) { members_.push_back(s); }
  void leave(session *s) {
    std::erase_if(members_, [s](auto &m) { return m.get() == s; });
  }

  awaitable<void> broadcast_bad(std::string m) {
    for (auto &s : members_) // expected-warning {{a loop over 'members_'}}
      co_await s->write(m);
  }

  awaitable<void> broadcast_copy_ok(std::string m) {
    auto copy = members_;
    for (auto &s : copy)
      co_await s->write(m);
  }

  awaitable<void> broadcast_snapshot_ok(std::string m) {
    std::vector<std::shared_ptr<session>> copy(members_.begin(), members_.end());
    for (auto &s : copy)
      co_await s->write(m);
  }

  awaitable<void> first_bad(std::string m) {
    auto &first = members_.front();
    co_await first->write(m);
    first->hits++; // expected-warning {{a reference into 'members_'}}
  }

  awaitable<void> first_ok(std::string m) {
    auto first = members_.front();
    co_await first->write(m);
    first->hits++;
  }

  awaitable<void> by_index_ok(std::string m) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      auto s = members_[i];
      co_await s->write(m);
      s->hits++;
    }
  }

  awaitable<void> by_index_ref_bad(std::string m) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      auto &s = members_[i];
      co_await s->write(m);
      s->hits++; // expected-warning {{a reference into 'members_'}}
    }
  }

private:
  std::vector<std::shared_ptr<session>> members_;
};

// --- by reference parameter of an object
struct registry {
  std::unordered_map<int, session *> by_id;
  std::vector<int> order;
};

void drop(registry &r, int id) {
  r.by_id.erase(id);
  r.order.clear();
}

awaitable<void> notify_param_bad(registry &r, int id) {
  auto it = r.by_id.find(id);
  co_await pause(10ms);
  it->second->hits++; // expected-warning {{'it' points into 'r.by_id', which 'drop' may have changed}}
}

awaitable<void> notify_param_ok(registry &r, int id) {
  co_await pause(10ms);
  auto it = r.by_id.find(id);
  it->second->hits++;
}

awaitable<void> notify_shared_bad(std::shared_ptr<registry> r) {
  for (int id : r->order) { // expected-warning {{a loop over 'r->order'}}
    co_await pause(10ms);
    r->by_id[id]->hits++;
  }
}

awaitable<void> notify_pointer_bad(registry *r) {
  for (int id : r->order) { // expected-warning {{a loop over 'r->order'}}
    co_await pause(10ms);
    r->by_id[id]->hits++;
  }
}

awaitable<void> notify_value_ok(registry r) {
  for (int id : r.order) {
    co_await pause(10ms);
    r.by_id[id]->hits++;
  }
}

// --- container by reference
class bus {
public:
  void subscribe(int id) { subs_.push_back(id); }
  awaitable<void> run() { co_await tell_bad(subs_); }
  awaitable<void> run_local() {
    std::vector<int> mine{1, 2};
    co_await tell_local_ok(mine);
  }

  static awaitable<void> tell_bad(std::vector<int> &subs) {
    for (int s : subs) { // expected-warning {{a loop over 'subs'}}
      co_await pause(1ms);
      (void)s;
    }
  }

  static awaitable<void> tell_local_ok(const std::vector<int> &subs) {
    for (int s : subs) {
      co_await pause(1ms);
      (void)s;
    }
  }

private:
  std::vector<int> subs_;
};

// --- sequential
class reader {
public:
  awaitable<void> run() {
    for (;;) {
      co_await read_header_ok();
      co_await read_body();
    }
  }

private:
  awaitable<void> read_header_ok() {
    std::string_view v = buf_;
    co_await pause(1ms);
    if (v.size() > 3)
      ++n_;
  }

  awaitable<void> read_body() {
    buf_.clear();
    co_await pause(1ms);
  }
  std::string buf_;
  int n_ = 0;
};

class two_sides {
public:
  awaitable<void> run() {
    using namespace asio::experimental::awaitable_operators;
    co_await (reading_bad() && writing());
  }

private:
  awaitable<void> reading_bad() {
    std::string_view v = buf_;
    co_await pause(1ms);
    if (v.size() > 3) // expected-warning {{'v' points into 'buf_', which 'two_sides::writing' may have changed}}
      ++n_;
  }

  awaitable<void> writing() {
    buf_.clear();
    co_await pause(1ms);
  }
  std::string buf_;
  int n_ = 0;
};

// --- lent buffers
class writer {
public:
  explicit writer(tcp::socket s) : sock_(std::move(s)) {}
  void queue(std::string s) {
    out_ += s;
    lines_.push_back(s);
    fast_.push_back(s);
  }
  void stop() { stopped_.clear(); }
  awaitable<void> flush_bad() { co_await asio::async_write(sock_, asio::buffer(out_), use_awaitable); } // expected-warning {{'out_' is lent to the operation that is awaited here, and 'writer::queue' may change it}}
  awaitable<void> flush_swap_ok() {
    std::string now;
    now.swap(out_);
    co_await asio::async_write(sock_, asio::buffer(now), use_awaitable);
  }

  awaitable<void> lines_ok() {
    while (!lines_.empty()) {
      co_await asio::async_write(sock_, asio::buffer(lines_.front()), use_awaitable);
      lines_.pop_front();
    }
  }

  awaitable<void> fast_bad() {
    while (!fast_.empty()) {
      co_await asio::async_write(sock_, asio::buffer(fast_.front()), use_awaitable); // expected-warning {{'fast_[...]' is lent to the operation that is awaited here, and 'writer::queue' may change it}}
      fast_.erase(fast_.begin());
    }
  }

  awaitable<void> stopped_bad() {
    while (!stopped_.empty()) {
      co_await asio::async_write(sock_, asio::buffer(stopped_.front()), use_awaitable); // expected-warning {{'stopped_[...]' is lent to the operation that is awaited here, and 'writer::stop' may change it}}
      stopped_.pop_front();
    }
  }
  awaitable<void> fixed_ok() { co_await asio::async_read(sock_, asio::buffer(data_), use_awaitable); }

private:
  tcp::socket sock_;
  std::string out_;
  std::deque<std::string> lines_, stopped_;
  std::vector<std::string> fast_;
  std::array<char, 128> data_;
};

// --- setup
class router {
public:
  router() { add(1); }
  void load() { add(2); }
  awaitable<void> dispatch_ok() {
    for (int r : routes_) {
      co_await pause(1ms);
      (void)r;
    }
  }

private:
  void add(int r) { routes_.push_back(r); }
  std::vector<int> routes_;
};

int main() {
  asio::io_context io;
  router r;
  r.load();
  co_spawn(io, r.dispatch_ok(), detached);
  io.run();
}

// --- optional members, check then follow
class link {
public:
  void close() {
    peer_.reset();
    opt_.reset();
    raw_ = nullptr;
  }

  awaitable<void> checked_before_bad() {
    if (!peer_)
      co_return;
    co_await pause(1ms);
    peer_->hits++; // expected-warning {{'peer_' is followed after a suspend point}}
  }

  awaitable<void> checked_after_ok() {
    co_await pause(1ms);
    if (peer_)
      peer_->hits++;
  }

  awaitable<void> optional_bad() {
    if (opt_.has_value()) {
      co_await pause(1ms);
      use(*opt_); // expected-warning {{'opt_' is followed after a suspend point}}
    }
  }

  awaitable<void> optional_ok() {
    auto copy = opt_;
    if (copy) {
      co_await pause(1ms);
      use(*copy);
    }
  }

  awaitable<void> raw_bad() {
    if (raw_ != nullptr) {
      co_await pause(1ms);
      raw_->hits++; // expected-warning {{'raw_' is followed after a suspend point}}
    }
  }

  awaitable<void> raw_again_ok() {
    if (raw_ != nullptr) {
      co_await pause(1ms);
      if (raw_)
        raw_->hits++;
    }
  }

private:
  void use(const std::string &);
  std::shared_ptr<session> peer_;
  std::optional<std::string> opt_;
  session *raw_ = nullptr;
};

// --- captured
void serve_bad(asio::io_context &io) {
  auto peers = std::make_shared<std::map<int, session *>>();
  co_spawn(
      io,
      [peers]() -> awaitable<void> {
        for (auto &[id, p] : *peers) { // expected-warning {{a loop over 'peers' is suspended in its body, and 'serve_bad::(lambda)' may change it meanwhile}}
          co_await pause(1ms);
          p->hits++;
        }
      },
      detached);
  co_spawn(
      io,
      [peers]() -> awaitable<void> {
        co_await pause(1ms);
        peers->erase(1);
      },
      detached);
}

// --- self concurrent
class server {
public:
  awaitable<void> listen(tcp::acceptor a) {
    for (;;) {
      auto s = co_await a.async_accept(use_awaitable);
      co_spawn(a.get_executor(), serve_bad(std::move(s)), detached);
      co_spawn(a.get_executor(), serve_map_ok(1), detached);
    }
  }

  awaitable<void> serve_bad(tcp::socket s) {
    auto &me = all_.emplace_back(std::move(s));
    co_await me.write("hello");
    me.hits++; // expected-warning {{'me' points into 'all_', which 'server::serve_bad' may have changed}}
  }

  awaitable<void> serve_map_ok(int id) {
    auto &me = map_[id];
    co_await pause(1ms);
    me.push_back('x');
    map_.erase(id);
  }

private:
  std::vector<session> all_;
  std::map<int, std::string> map_;
};

// -- joined before
class joined {
public:
  awaitable<void> worker_bad() {
    for (auto &x : v_) { // expected-warning {{a loop over 'v_'}}
      co_await pause(1ms);
      x++;
    }
  }

  awaitable<void> add() {
    co_await pause(1ms);
    v_.push_back(1);
  }
  std::vector<int> v_;
};

thread_local std::string scratch;
std::string &pad() {
  thread_local std::string p;
  return p;
}

asio::thread_pool workers(4);
awaitable<void> tls_ref_bad() {
  auto &s = scratch;
  co_await pause(1ms);
  s += "x"; // expected-warning {{'s' refers to the thread_local 'scratch' of the thread before the suspend point}}
}

awaitable<void> tls_ptr_bad() {
  auto *s = &scratch;
  co_await pause(1ms);
  *s += "x"; // expected-warning {{'s' refers to the thread_local 'scratch' of the thread before the suspend point}}
}

awaitable<void> tls_fn_bad() {
  auto &s = pad();
  co_await pause(1ms);
  s += "x"; // expected-warning {{'s' refers to the thread_local 'pad::p' of the thread before the suspend point}}
}

awaitable<void> tls_ok() {
  scratch += "y";
  co_await pause(1ms);
  scratch += "x";
}

void go() { co_spawn(workers, tls_ok(), detached); }

//===-- one coroutine, started more than once -------------------------------===//

// A writer that two functions start is still one writer at a time.
class line : public std::enable_shared_from_this<line> {
public:
  void start() { co_spawn(sock_.get_executor(), [self = shared_from_this()] { return self->write_ok(); }, detached); }
  awaitable<void> serve_ok() {
    co_await (read_ok() && write_ok());
    sock_.close();
  }

private:
  awaitable<void> read_ok() {
    while (co_await sock_.async_read_some(asio::buffer(in_), use_awaitable) > 0) {
    }
  }
  awaitable<void> write_ok() {
    for (; !out_.empty(); out_.pop_front())
      co_await asio::async_write(sock_, asio::buffer(out_.front()), use_awaitable);
  }
  tcp::socket sock_;
  std::deque<std::string> out_;
  std::array<char, 64> in_;
};

// Two loops share a helper: both may be in it at once.
class shared_flush {
public:
  awaitable<void> serve() { co_await (echo() && beat()); }

private:
  awaitable<void> echo() {
    for (;;) {
      std::size_t n = co_await sock_.async_read_some(asio::buffer(in_), use_awaitable);
      out_.emplace_back(in_.data(), n);
      co_await flush_bad();
    }
  }
  awaitable<void> beat() {
    for (;;) {
      co_await pause(1s);
      out_.push_back("ping");
      co_await flush_bad();
    }
  }
  awaitable<void> flush_bad() {
    for (; !out_.empty(); out_.pop_front())
      co_await asio::async_write(sock_, asio::buffer(out_.front()), use_awaitable); // expected-warning {{'out_[...]' is lent to the operation that is awaited here, and 'shared_flush::flush_bad' may change it}}
  }
  tcp::socket sock_;
  std::deque<std::string> out_;
  std::array<char, 64> in_;
};

// A flush for each message: the one before may not be through.
class flush_each : public std::enable_shared_from_this<flush_each> {
public:
  awaitable<void> echo() {
    for (;;) {
      std::size_t n = co_await sock_.async_read_some(asio::buffer(in_), use_awaitable);
      out_.emplace_back(in_.data(), n);
      co_spawn(sock_.get_executor(), [self = shared_from_this()] { return self->flush_bad(); }, detached);
    }
  }

private:
  awaitable<void> flush_bad() {
    for (; !out_.empty(); out_.pop_front())
      co_await asio::async_write(sock_, asio::buffer(out_.front()), use_awaitable); // expected-warning {{'out_[...]' is lent to the operation that is awaited here, and 'flush_each::flush_bad' may change it}}
  }
  tcp::socket sock_;
  std::deque<std::string> out_;
  std::array<char, 64> in_;
};

// Only where none is under way.
class flush_idle : public std::enable_shared_from_this<flush_idle> {
public:
  void send(std::string text) {
    bool idle = out_.empty();
    out_.push_back(std::move(text));
    if (idle)
      co_spawn(sock_.get_executor(), [self = shared_from_this()] { return self->flush_ok(); }, detached);
  }

private:
  awaitable<void> flush_ok() {
    for (; !out_.empty(); out_.pop_front())
      co_await asio::async_write(sock_, asio::buffer(out_.front()), use_awaitable);
  }
  tcp::socket sock_;
  std::deque<std::string> out_;
};

//===-- what a coroutine has for itself ------------------------------------------===//

// Each request has an answer of its own, however many run at once.
class resolver_service {
public:
  awaitable<void> listen() {
    for (;;) {
      std::string question = co_await receive();
      co_spawn(sock_.get_executor(), [this, question]() -> awaitable<void> { co_await answer_ok(question); }, detached);
    }
  }

private:
  awaitable<std::string> receive();
  awaitable<void> ask(const std::string &question, std::string &answer) {
    co_await pause(1ms);
    answer.assign(question);
  }
  awaitable<void> answer_ok(std::string question) {
    std::string answer;
    co_await ask(question, answer);
    co_await asio::async_write(sock_, asio::buffer(answer), use_awaitable);
  }
  tcp::socket sock_;
};

// What was moved out of a member is no longer what the member has.
class outbox : public std::enable_shared_from_this<outbox> {
public:
  void send(std::unique_ptr<std::string> text) {
    queue_.push_back(std::move(text));
    auto self = shared_from_this();
    co_spawn(sock_.get_executor(), [self] { return self->flush_ok(); }, detached);
    co_spawn(sock_.get_executor(), [self] { return self->last_ok(); }, detached);
    co_spawn(sock_.get_executor(), [self] { return self->peek_bad(); }, detached);
  }
  void drop() {
    queue_.clear();
    last_ = nullptr;
  }
  awaitable<void> flush_ok() {
    while (!queue_.empty()) {
      auto text = std::move(queue_.front());
      queue_.pop_front();
      co_await asio::async_write(sock_, asio::buffer(*text), use_awaitable);
    }
  }
  awaitable<void> last_ok() {
    std::unique_ptr<std::string> text = std::exchange(last_, nullptr);
    co_await asio::async_write(sock_, asio::buffer(*text), use_awaitable);
    text->clear();
  }
  awaitable<void> peek_bad() {
    auto &text = last_;
    co_await asio::async_write(sock_, asio::buffer(*text), use_awaitable); // expected-warning {{is lent to the operation}}
  }

private:
  tcp::socket sock_;
  std::deque<std::unique_ptr<std::string>> queue_;
  std::unique_ptr<std::string> last_;
};

// --- a guard that takes out of somebody else's container when its coroutine ends
class guarded_hub {
public:
  void enter(int id, std::shared_ptr<session> s) { open_[id] = std::move(s); }
  void leave(int id) { open_.erase(id); }
  awaitable<void> all_bad(std::string text) {
    for (auto &[id, s] : open_) // expected-warning {{a loop over 'open_' is suspended in its body}}
      co_await s->write(text);
  }
  awaitable<void> all_ok(std::string text) {
    auto copy = open_;
    for (auto &[id, s] : copy)
      co_await s->write(text);
  }

private:
  std::map<int, std::shared_ptr<session>> open_;
};
struct leaves_hub {
  guarded_hub &hub;
  int id;
  ~leaves_hub() { hub.leave(id); }
};
class hub_server {
public:
  explicit hub_server(tcp::acceptor &a) : acceptor_(a) {}
  awaitable<void> listen() {
    for (int id = 0;; ++id)
      co_spawn(acceptor_.get_executor(), serve(id, std::make_shared<session>(co_await acceptor_.async_accept(use_awaitable))), detached);
  }
  awaitable<void> serve(int id, std::shared_ptr<session> s) {
    hub_.enter(id, s);
    leaves_hub leaves{hub_, id};
    std::string line;
    co_await asio::async_read_until(s->sock, asio::dynamic_buffer(line), '\n', use_awaitable);
  }
  awaitable<void> every_minute() {
    for (;;) {
      co_await pause(60s);
      co_await hub_.all_bad("still there?");
      co_await hub_.all_ok("still there?");
    }
  }
  void start() {
    co_spawn(acceptor_.get_executor(), listen(), detached);
    co_spawn(acceptor_.get_executor(), every_minute(), detached);
  }
  ~hub_server() { acceptor_.close(); }

private:
  tcp::acceptor &acceptor_;
  guarded_hub hub_;
};
void start_hub(tcp::acceptor &a) {
  static hub_server server(a);
  server.start();
}

// A guard of the walking coroutine itself comes after its walk, and a member's owner ends with it.
class one_walker {
public:
  void clear() { open_.clear(); }
  awaitable<void> all_ok(std::string text) {
    for (auto &[id, s] : open_)
      co_await s->write(text);
  }

private:
  std::map<int, std::shared_ptr<session>> open_;
};
struct clears_walker {
  one_walker &walker;
  ~clears_walker() { walker.clear(); }
};
struct owns_walker {
  one_walker walker;
  ~owns_walker() { walker.clear(); }
};
awaitable<void> walked() {
  one_walker w;
  clears_walker at_exit{w};
  co_await w.all_ok("hello");
}
awaitable<void> owned() {
  owns_walker w;
  co_await w.walker.all_ok("hello");
}

// Who starts a coroutine where it does not run already changes what it runs on at other times as well; who starts it once has set that up.
class text_writer : public std::enable_shared_from_this<text_writer> {
  tcp::socket socket_;
  std::string text_, once_;
  bool writing_ = false, verbose_ = false;
  awaitable<void> flush_bad() {
    while (!text_.empty()) {
      std::size_t n = co_await asio::async_write(socket_, asio::buffer(text_), use_awaitable); // expected-warning {{'text_' is lent to the operation that is awaited here, and 'text_writer::push' may change it meanwhile}}
      text_.erase(0, n);
    }
    writing_ = false;
  }
  awaitable<void> greet_ok() { co_await asio::async_write(socket_, asio::buffer(once_), use_awaitable); }

public:
  void push(std::string more) {
    text_ += more;
    if (!writing_) {
      writing_ = true;
      co_spawn(socket_.get_executor(), [self = shared_from_this()] { return self->flush_bad(); }, asio::detached);
    }
  }
  void start(std::string name) {
    once_ += name;
    if (name.empty())
      return;
    if (verbose_)
      once_ += "!";
    co_spawn(socket_.get_executor(), [self = shared_from_this()] { return self->greet_ok(); }, asio::detached);
  }
};
