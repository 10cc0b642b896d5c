// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A function that fills an object which it has made itself changes nothing that others look into, until it has shown the object
// to them.

#include <boost/asio.hpp>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

struct routes {
  std::vector<std::string> hosts;
  int version = 0;
};

class cluster {
  std::shared_ptr<routes> routes_ = std::make_shared<routes>();
  tcp::socket socket_;
  awaitable<std::string> ask(std::string host);

  std::shared_ptr<routes> parsed(const std::string &answer) {
    auto made = std::make_shared<routes>();
    made->hosts.push_back(answer);
    routes by_value;
    by_value.hosts.push_back(answer);
    made->version = by_value.version;
    return made;
  }

public:
  int count(const std::string &answer) { return parsed(answer)->hosts.size(); }
  awaitable<void> refresh_ok() {
    auto now = routes_;
    for (auto &host : now->hosts) {
      auto next = parsed(co_await ask(host));
      if (next->version > now->version) {
        routes_ = next;
        break;
      }
    }
  }
};

struct listed {
  std::vector<std::string> hosts;
};

class directory {
  std::shared_ptr<listed> listed_;
  awaitable<std::string> ask(std::string host);

public:
  void restart(const std::string &first) {
    auto made = std::make_shared<listed>();
    listed_ = made;
    made->hosts.push_back(first);
  }
  awaitable<void> refresh_bad() {
    auto now = listed_;
    for (auto &host : now->hosts) // expected-warning {{a loop over 'now->hosts'}}
      co_await ask(host);
  }
};
