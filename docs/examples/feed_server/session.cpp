#include "session.h"

namespace asio = boost::asio;

namespace feed {

Session::Session(asio::ip::tcp::socket socket) : socket_(std::move(socket)), idle_(socket_.get_executor()) {}

asio::awaitable<Update> Session::next() {
  for (;;) {
    Update update = co_await read_update(socket_);
    if (!update.body.empty())
      co_return update;
  }
}

} // namespace feed
