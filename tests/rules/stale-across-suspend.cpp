// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

#include "minicoro.h"

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using namespace std::chrono_literals;
using mini::task;

struct peer {
  task<> send(std::string text);
  void touch();
  int sent = 0;
};

void print(std::string_view);

class hub {
public:
  void join(int id, peer p) { peers_.emplace(id, p); }
  void leave(int id) { peers_.erase(id); }
  void log(std::string line) { lines_.push_back(line); }
  void rename(std::string name) { name_ = std::move(name); }
  void reset() { names_.clear(); }

  //===-- iterators and pointers ------------------------------------------------===//

  task<> iterator_bad(int id) {
    auto it = peers_.find(id);
    co_await it->second.send("x");
    it->second.touch(); // expected-warning {{'it' points into 'peers_', which 'hub::leave' may have changed}}
  }
  task<> iterator_looked_up_again_ok(int id) {
    auto it = peers_.find(id);
    co_await it->second.send("x");
    it = peers_.find(id);
    if (it != peers_.end())
      it->second.touch();
  }
  task<> iterator_before_only_ok(int id) {
    auto it = peers_.find(id);
    it->second.touch();
    co_await it->second.send("x");
  }
  task<> pointer_bad(int id) {
    peer *p = &peers_.at(id);
    co_await p->send("x");
    p->touch(); // expected-warning {{'p' points into 'peers_'}}
  }
  task<> copy_ok(int id) {
    peer p = peers_.at(id);
    co_await p.send("x");
    p.touch();
  }
  task<> never_suspends_ok(int id) {
    auto it = peers_.find(id);
    co_await std::suspend_never();
    it->second.touch();
  }
  task<> erased_by_iterator_bad(int id) {
    auto it = peers_.find(id);
    co_await it->second.send("bye");
    peers_.erase(it); // expected-warning {{'it' points into 'peers_'}}
  }
  task<> erased_by_key_ok(int id) {
    co_await peers_.at(id).send("bye");
    peers_.erase(id);
  }
  task<> on_one_path_bad(int id, bool slow) {
    auto it = peers_.find(id);
    if (slow)
      co_await mini::sleep_for(1ms);
    it->second.touch(); // expected-warning {{'it' points into 'peers_'}}
  }
  task<> view_bad() {
    std::string_view name = name_;
    co_await mini::sleep_for(1ms);
    print(name); // expected-warning {{'name' points into 'name_', which 'hub::rename' may have changed}}
  }
  task<> view_copied_ok() {
    std::string name = name_;
    co_await mini::sleep_for(1ms);
    print(name);
  }

  //===-- references ---------------------------------------------------------------===//

  task<> reference_bad(int id) {
    auto &p = peers_[id];
    co_await p.send("x");
    p.touch(); // expected-warning {{a reference into 'peers_' is used after a suspend point}}
  }
  task<> reference_again_ok(int id) {
    co_await peers_[id].send("x");
    peers_[id].touch();
  }
  task<> last_line_bad() {
    std::string &last = lines_.back();
    co_await mini::sleep_for(1ms);
    last += "!"; // expected-warning {{a reference into 'lines_'}}
  }
  task<> last_line_ok() {
    co_await mini::sleep_for(1ms);
    std::string &last = lines_.back();
    last += "!";
  }
  task<> index_ok() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      co_await mini::sleep_for(1ms);
      print(lines_[i]);
    }
  }

  //===-- loops -----------------------------------------------------------------------===//

  task<> loop_bad() {
    for (auto &[id, p] : peers_) // expected-warning {{a loop over 'peers_' is suspended in its body, and 'hub::leave' may change it}}
      co_await p.send("x");
  }
  task<> loop_by_value_bad() {
    for (auto line : lines_) { // expected-warning {{a loop over 'lines_'}}
      co_await mini::sleep_for(1ms);
      print(line);
    }
  }
  task<> loop_over_a_copy_ok() {
    auto peers = peers_;
    for (auto &[id, p] : peers)
      co_await p.send("x");
  }
  task<> loop_without_suspending_ok() {
    for (auto &line : lines_)
      print(line);
    co_await mini::sleep_for(1ms);
  }
  task<> loop_left_before_going_on_ok(int wanted) {
    for (auto &[id, p] : peers_)
      if (id == wanted) {
        co_await p.send("x");
        co_return;
      }
  }
  task<> iterator_loop_bad() {
    for (auto it = peers_.begin(); it != peers_.end(); ++it)
      co_await it->second.send("x"); // expected-warning@-1 {{'it' points into 'peers_'}}
  }
  task<> drain_ok() {
    while (!lines_.empty()) {
      std::string line = std::move(lines_.front());
      lines_.erase(lines_.begin());
      co_await mini::sleep_for(1ms);
      print(line);
    }
  }

private:
  std::map<int, peer> peers_;
  std::vector<std::string> lines_;
  std::vector<std::string> names_;
  std::string name_;
};

//===-- what does not end views ---------------------------------------------------------===//

class registry {
public:
  void add(int id, std::string name) {
    by_id_.emplace(id, name);
    hashed_.emplace(id, name);
    recent_.push_back(name);
    queue_.push_back(name);
  }
  task<> map_insertion_ok(int id) {
    auto it = by_id_.find(id);
    co_await mini::sleep_for(1ms);
    print(it->second);
  }
  task<> hash_reference_ok(int id) {
    std::string &name = hashed_.at(id);
    co_await mini::sleep_for(1ms);
    print(name);
  }
  task<> hash_iterator_bad(int id) {
    auto it = hashed_.find(id);
    co_await mini::sleep_for(1ms);
    print(it->second); // expected-warning {{'it' points into 'hashed_', which 'registry::add' may have changed}}
  }
  task<> list_reference_ok() {
    std::string &name = recent_.back();
    co_await mini::sleep_for(1ms);
    print(name);
  }
  task<> deque_reference_ok() {
    std::string &name = queue_.front();
    co_await mini::sleep_for(1ms);
    print(name);
  }
  task<> never_changed_ok() {
    for (auto &name : fixed_) {
      co_await mini::sleep_for(1ms);
      print(name);
    }
  }

private:
  std::map<int, std::string> by_id_;
  std::unordered_map<int, std::string> hashed_;
  std::list<std::string> recent_;
  std::deque<std::string> queue_;
  std::vector<std::string> fixed_{"a", "b"};
};

task<> local_container_ok() {
  std::vector<std::string> lines{"a"};
  auto it = lines.begin();
  co_await mini::sleep_for(1ms);
  print(*it);
  for (auto &line : lines) {
    co_await mini::sleep_for(1ms);
    print(line);
  }
}

//===-- shared handles ---------------------------------------------------------------------===//

class shared_hub {
public:
  void leave(int id) { peers_.erase(id); }
  task<> handle_ok(int id) {
    auto p = peers_.at(id);
    co_await p->send("x");
    p->touch();
  }
  task<> handle_reference_bad(int id) {
    auto &p = peers_.at(id);
    co_await p->send("x");
    p->touch(); // expected-warning {{a reference into 'peers_'}}
  }

private:
  std::map<int, std::shared_ptr<peer>> peers_;
};

//===-- members that others reset --------------------------------------------------------------===//

class client {
public:
  void close() { conn_.reset(); }
  void forget() { session_ = nullptr; }
  void replace(std::unique_ptr<peer> other) { other_ = std::move(other); }

  task<> pointee_bad() {
    co_await conn_->send("x");
    conn_->touch(); // expected-warning {{'conn_' is followed after a suspend point without a new look, and 'client::close' may have reset it}}
  }
  task<> pointee_checked_ok() {
    co_await conn_->send("x");
    if (conn_)
      conn_->touch();
  }
  task<> shared_copy_ok() {
    auto session = session_;
    co_await session->send("x");
    session->touch();
  }
  task<> shared_bad() {
    co_await session_->send("x");
    session_->touch(); // expected-warning {{'session_' is followed after a suspend point}}
  }
  task<> never_reset_ok() {
    co_await fixed_->send("x");
    fixed_->touch();
  }
  task<> raw_pointer_bad() {
    peer *p = conn_.get();
    co_await p->send("x");
    p->touch(); // expected-warning {{'p' points into 'conn_'}}
  }

private:
  std::unique_ptr<peer> conn_;
  std::shared_ptr<peer> session_;
  std::unique_ptr<peer> other_;
  std::unique_ptr<peer> fixed_ = std::make_unique<peer>();
};

//===-- globals ------------------------------------------------------------------------------------===//

std::map<int, peer> all_peers;
void drop(int id) { all_peers.erase(id); }

task<> global_bad(int id) {
  auto it = all_peers.find(id);
  co_await it->second.send("x");
  it->second.touch(); // expected-warning {{'it' points into 'all_peers', which 'drop' may have changed}}
}

task<> global_loop_bad() {
  for (auto &[id, p] : all_peers) // expected-warning {{a loop over 'all_peers'}}
    co_await p.send("x");
}

task<> global_ok(int id) {
  co_await mini::sleep_for(1ms);
  auto it = all_peers.find(id);
  it->second.touch();
}

//===-- which object it was ------------------------------------------------------------------------===//

struct uplink_state {
  int n = 0;
};
struct uplink {
  std::unique_ptr<uplink_state> link_;
  void drop() { link_.reset(); }
  task<bool> still_the_same_ok() {
    uplink_state *before = link_.get();
    co_await mini::sleep_for(1ms);
    co_return link_.get() == before;
  }
  task<int> looked_again_ok() {
    uplink_state *before = link_.get();
    co_await mini::sleep_for(1ms);
    if (before != link_.get())
      co_return 0;
    co_return before->n;
  }
  task<int> compared_with_another_bad(uplink_state *other) {
    uplink_state *before = link_.get();
    co_await mini::sleep_for(1ms);
    if (before == other)
      co_return 0;
    co_return before->n; // expected-warning {{'before' points into 'link_', which 'uplink::drop' may have changed}}
  }
};
