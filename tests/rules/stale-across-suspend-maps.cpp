// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// operator[] of a map puts an element in where there is none: that ends iterators of a hash map, and references into
// a flat one. Told where the element gets a value or is added to; to read it, or a part of it, most write that it is there.

#include <boost/asio.hpp>
#include <boost/container/flat_map.hpp>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

struct viewer {
  tcp::socket *sock;
  bool quiet = false;
};

class room {
  std::unordered_map<int, viewer> viewers_;
  awaitable<void> tell(viewer &who, std::string text);

public:
  void enter(int id, viewer who) { viewers_[id] = who; }

  awaitable<void> tell_all_bad(std::string text) {
    for (auto &[id, who] : viewers_) // expected-warning {{a loop over 'viewers_'}}
      co_await tell(who, text);
  }
  awaitable<void> by_iterator_bad(int id) {
    auto at = viewers_.find(id);
    co_await tell(at->second, "you leave");
    viewers_.erase(at); // expected-warning {{'at' points into 'viewers_'}}
  }
  awaitable<void> by_reference_ok(int id) {
    viewer &who = viewers_.at(id);
    co_await tell(who, "hush");
    who.quiet = true;
  }
  awaitable<void> copied_ok(std::string text) {
    std::vector<viewer> now;
    for (auto &[id, who] : viewers_)
      now.push_back(who);
    for (viewer &who : now)
      co_await tell(who, text);
  }
};

// Who is through takes himself off the list; others look him up.
class pager {
  std::map<int, viewer> on_duty_;
  awaitable<void> tell(viewer &who, std::string text);
  awaitable<void> duty(viewer &who);

public:
  awaitable<void> serve(int id, viewer me) {
    on_duty_[id] = me;
    co_await duty(on_duty_[id]); // expected-warning {{corosafe-lost-cleanup}}
    on_duty_.erase(id);
  }
  awaitable<void> page_bad(int id) {
    auto at = on_duty_.find(id);
    if (at == on_duty_.end())
      co_return;
    co_await tell(at->second, "call");
    at->second.quiet = false; // expected-warning {{which 'pager::serve' may have changed}}
  }
  awaitable<void> page_again_ok(int id) {
    if (auto at = on_duty_.find(id); at != on_duty_.end())
      co_await tell(at->second, "call");
    if (auto at = on_duty_.find(id); at != on_duty_.end())
      at->second.quiet = false;
  }
};

class topics {
  std::unordered_map<std::string, std::vector<tcp::socket *>> by_name_;
  std::unordered_map<std::string, int> hits_;

public:
  void subscribe(const std::string &topic, tcp::socket &s) { by_name_[topic].push_back(&s); }
  void hit(const std::string &topic) { ++hits_[topic]; }

  awaitable<void> ping_bad() {
    for (auto &[topic, subscribers] : by_name_) // expected-warning {{a loop over 'by_name_'}}
      co_await asio::async_write(*subscribers.front(), asio::buffer(topic), use_awaitable);
  }
  awaitable<void> report_bad(tcp::socket &to) {
    for (auto at = hits_.begin(); at != hits_.end(); ++at) // expected-warning {{'at' points into 'hits_'}}
      co_await asio::async_write(to, asio::buffer(at->first), use_awaitable);
  }
};

/// Through a reference to the element.
class cache {
  std::unordered_map<std::string, int> values_;

public:
  void set(const std::string &key, int value) {
    int &slot = values_[key];
    slot = value;
  }
  awaitable<void> dump_bad(tcp::socket &to) {
    for (auto &[key, value] : values_) // expected-warning {{a loop over 'values_'}}
      co_await asio::async_write(to, asio::buffer(key), use_awaitable);
  }
};

/// Elements that are there are changed, no others come.
class fixed {
  std::unordered_map<int, viewer> seats_;

public:
  explicit fixed(std::vector<viewer> all) {
    for (viewer &v : all)
      seats_[int(seats_.size())] = v;
  }
  void hush(int id) { seats_[id].quiet = true; }
  bool quiet(int id) { return seats_[id].quiet; }

  awaitable<void> tell_all_ok(std::string text) {
    for (auto &[id, who] : seats_)
      co_await asio::async_write(*who.sock, asio::buffer(text), use_awaitable);
  }
};

class ordered {
  std::map<int, viewer> viewers_;

public:
  void enter(int id, viewer who) { viewers_[id] = who; }

  awaitable<void> tell_all_ok(std::string text) {
    for (auto &[id, who] : viewers_)
      co_await asio::async_write(*who.sock, asio::buffer(text), use_awaitable);
  }
};

class flat {
  boost::container::flat_map<int, viewer> viewers_;

public:
  void enter(int id, viewer who) { viewers_[id] = who; }

  awaitable<void> hush_bad(int id) {
    viewer &who = viewers_.at(id);
    co_await asio::async_write(*who.sock, asio::buffer("hush", 4), use_awaitable);
    who.quiet = true; // expected-warning {{a reference into 'viewers_'}}
  }
  awaitable<void> looked_up_again_ok(int id) {
    co_await asio::async_write(*viewers_.at(id).sock, asio::buffer("hush", 4), use_awaitable);
    viewers_.at(id).quiet = true;
  }
};

awaitable<void> count_words_ok(tcp::socket &to, std::vector<std::string> words) {
  std::unordered_map<std::string, int> seen;
  for (auto &word : words)
    ++seen[word];
  for (auto &[word, times] : seen)
    co_await asio::async_write(to, asio::buffer(word), use_awaitable);
}
