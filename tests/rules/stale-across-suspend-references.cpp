// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A reference to what a handle leads to is bound once: a new value of the handle leaves it behind. Who names it through
// the handle again gets the new one.

#include <boost/asio.hpp>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

struct settings {
  std::string host;
  int port;
  int used;
};
awaitable<void> connect(int port);
awaitable<void> greet(std::string host);
void note(int);

class client {
  std::shared_ptr<const settings> settings_;

public:
  void reload(std::shared_ptr<const settings> now) { settings_ = std::move(now); }

  awaitable<void> by_reference_bad() {
    auto &s = *settings_;
    co_await connect(s.port);
    co_await greet(s.host); // expected-warning {{a reference into 'settings_'}}
  }
  awaitable<void> by_reference_to_member_bad() {
    const std::string &host = settings_->host;
    co_await connect(1);
    co_await greet(host); // expected-warning {{a reference into 'settings_'}}
  }
  awaitable<void> named_again_ok() {
    co_await connect(settings_->port);
    co_await greet(settings_->host);
  }
  awaitable<void> kept_ok() {
    auto kept = settings_;
    auto &s = *kept;
    co_await connect(s.port);
    co_await greet(s.host);
  }
  awaitable<void> kept_beside_ok() {
    auto kept = settings_;
    auto &s = *settings_;
    co_await connect(s.port);
    co_await greet(s.host);
  }
  awaitable<void> goes_over_bad() {
    auto &s = *settings_;
    co_await connect(s.port);
    for (char c : s.host) // expected-warning {{a reference into 'settings_'}}
      note(c);
  }
  awaitable<void> goes_over_anew_ok() {
    co_await connect(settings_->port);
    for (char c : settings_->host)
      note(c);
  }
  awaitable<void> goes_over_kept_ok() {
    auto s = settings_;
    co_await connect(s->port);
    for (char c : s->host)
      note(c);
  }
  awaitable<void> copied_ok() {
    std::string host = settings_->host;
    co_await connect(1);
    co_await greet(host);
  }
  awaitable<void> before_only_ok() {
    const auto &s = *settings_;
    co_await connect(s.port);
  }
  awaitable<void> bound_in_each_turn_ok() {
    for (;;) {
      const auto &s = *settings_;
      note(s.used);
      co_await connect(s.port);
    }
  }
};

class owner {
  std::unique_ptr<settings> state_;

public:
  void restart() { state_ = std::make_unique<settings>(); }

  awaitable<void> assigned_bad() {
    settings &s = *state_;
    co_await connect(1);
    s.used = 1; // expected-warning {{a reference into 'state_'}}
  }
  awaitable<void> counted_bad() {
    settings &s = *state_;
    co_await connect(1);
    ++s.used; // expected-warning {{a reference into 'state_'}}
  }
  awaitable<void> bound_later_ok() {
    co_await connect(1);
    settings &s = *state_;
    s.used = 1;
  }
  awaitable<void> both_ways_ok() {
    settings &s = *state_;
    s.used = 1;
    co_await connect(1);
    state_->used = 2;
  }
};

/// Set up before it runs, or by itself; never changed; not its own.
class starter {
  std::unique_ptr<settings> state_;
  asio::io_context &io_;

  awaitable<void> run_ok() {
    settings &s = *state_;
    co_await connect(1);
    s.used = 1;
  }

public:
  void start() {
    state_ = std::make_unique<settings>();
    asio::co_spawn(io_, run_ok(), asio::detached);
  }
};
class named_so {
  std::unique_ptr<settings> impl_;
  std::vector<int> ports_;

public:
  void init() { impl_ = std::make_unique<settings>(); }
  void setUpPorts() { ports_.push_back(80); }

  awaitable<void> run_ok() {
    auto &s = *impl_;
    co_await connect(1);
    s.used = 2;
    for (int port : ports_)
      co_await connect(port);
  }
};
class by_itself {
  std::unique_ptr<settings> own_;

public:
  awaitable<void> run_ok() {
    own_ = std::make_unique<settings>();
    settings &s = *own_;
    co_await connect(1);
    s.used = 1;
  }
};
class points {
  settings *elsewhere_;

public:
  void use(settings *other) { elsewhere_ = other; }
  awaitable<void> run_ok() {
    settings &s = *elsewhere_;
    co_await connect(1);
    s.used = 1;
  }
};

/// What is assigned as a whole takes its parts with it. How that is done inside is not a second change.
struct lines {
  std::vector<std::string> all;
  int sent = 0;

  lines() = default;
  lines(lines &&other) noexcept : all(std::move(other.all)) {}
  lines &operator=(lines &&other) noexcept {
    all = std::move(other.all);
    return *this;
  }
};
awaitable<void> send_all_ok(lines &given) {
  for (auto &line : given.all)
    co_await greet(line);
}
class outbox {
  lines now_;

public:
  void replace(lines with) { now_ = std::move(with); }

  awaitable<void> flush_bad() {
    for (auto &line : now_.all) // expected-warning {{a loop over 'now_.all'}}
      co_await greet(line);
  }
  awaitable<void> first_bad() {
    auto &line = now_.all.front();
    co_await connect(1);
    co_await greet(line); // expected-warning {{a reference into 'now_.all'}}
  }
};
class counting {
  lines now_;

public:
  void count() { now_.sent = 1; }
  awaitable<void> flush_ok() {
    for (auto &line : now_.all)
      co_await greet(line);
  }
};

struct idle {};
struct connected {
  std::string peer;
};
class machine {
  std::variant<idle, connected> state_;

public:
  void lost() { state_ = idle(); }

  awaitable<void> alternative_bad() {
    if (auto *now = std::get_if<connected>(&state_)) {
      co_await connect(1);
      now->peer.clear(); // expected-warning {{'now' points into 'state_'}}
    }
  }
  awaitable<void> asked_again_ok() {
    co_await connect(1);
    if (auto *now = std::get_if<connected>(&state_))
      now->peer.clear();
  }
  awaitable<void> reference_bad() {
    auto &now = std::get<connected>(state_);
    co_await connect(1);
    now.peer.clear(); // expected-warning {{'now' points into 'state_'}}
  }
  awaitable<void> copied_ok() {
    auto now = std::get<connected>(state_);
    co_await connect(1);
    now.peer.clear();
  }
};
