// A feed of updates: each is a header of four bytes, its length, and a body.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <string>

namespace feed {

struct Update {
  std::string body;
};

/// Reads one update: first its header, then its body.
boost::asio::awaitable<Update> read_update(boost::asio::ip::tcp::socket &socket);

} // namespace feed
