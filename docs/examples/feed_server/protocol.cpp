// Reads updates from a socket. Nothing is wrong here: whoever calls this has to let it finish.
#include "protocol.h"
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
using asio::use_awaitable;

namespace feed {

asio::awaitable<Update> read_update(asio::ip::tcp::socket &socket) {
  std::array<unsigned char, 4> header;
  co_await asio::async_read(socket, asio::buffer(header), use_awaitable);
  Update update;
  update.body.resize(header[3]);
  co_await asio::async_read(socket, asio::buffer(update.body), use_awaitable);
  co_return update;
}

} // namespace feed
