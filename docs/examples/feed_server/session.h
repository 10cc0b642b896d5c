// One connection to a client that sends updates.
#pragma once

#include "protocol.h"
#include <boost/asio/steady_timer.hpp>

namespace feed {

class Session {
public:
  explicit Session(boost::asio::ip::tcp::socket socket);

  /// The next update that is not empty.
  boost::asio::awaitable<Update> next();

  /// Serves the client until it hangs up; says so when it has been silent for a while.
  boost::asio::awaitable<void> run();

private:
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer idle_;
};

} // namespace feed
