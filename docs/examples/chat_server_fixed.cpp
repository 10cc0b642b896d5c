// A chat server. Each member has a channel that the room posts to; a line that one member writes goes to everybody. A
// member is greeted first, and one who reads too slowly misses lines.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <cstdlib>
#include <exception>
#include <memory>
#include <set>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;

namespace {

struct Member {
  explicit Member(tcp::socket s) : sock(std::move(s)), outbox(sock.get_executor(), 64) {}

  tcp::socket sock;
  asio::experimental::channel<void(error_code, std::string)> outbox;
};

class Room {
public:
  void join(std::shared_ptr<Member> member) { members_.insert(std::move(member)); }
  void leave(const std::shared_ptr<Member> &member) { members_.erase(member); }

  void post(const std::string &line) {
    for (const std::shared_ptr<Member> &member : members_)
      member->outbox.try_send(error_code(), line);
  }

private:
  std::set<std::shared_ptr<Member>> members_;
};

awaitable<void> read_lines(std::shared_ptr<Member> member, std::shared_ptr<Room> room) {
  std::string pending;
  for (;;) {
    std::size_t size =
        co_await asio::async_read_until(member->sock, asio::dynamic_buffer(pending), '\n', use_awaitable);
    std::string line = pending.substr(0, size);
    pending.erase(0, size);
    room->post(line);
  }
}

awaitable<void> write_lines(std::shared_ptr<Member> member) {
  for (;;) {
    std::string line = co_await member->outbox.async_receive(use_awaitable);
    co_await asio::async_write(member->sock, asio::buffer(line), use_awaitable);
  }
}

awaitable<void> greet(std::shared_ptr<Member> member) {
  std::string greeting = "* welcome, say something\n";
  co_await asio::async_write(member->sock, asio::buffer(greeting), use_awaitable);
}

awaitable<void> serve(tcp::socket sock, std::shared_ptr<Room> room) {
  auto member = std::make_shared<Member>(std::move(sock));
  room->join(member);
  try {
    co_await greet(member);
    co_await (read_lines(member, room) && write_lines(member));
  } catch (const std::exception &) {
    member->outbox.close();
  }
  room->leave(member);
  room->post("* a member left\n");
}

awaitable<void> listen(tcp::endpoint local) {
  auto room = std::make_shared<Room>();
  tcp::acceptor acceptor(co_await asio::this_coro::executor, local);
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(use_awaitable);
    auto executor = client.get_executor();
    asio::co_spawn(executor, serve(std::move(client), room), asio::detached);
  }
}

} // namespace

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7008);
  asio::io_context context(1);
  asio::co_spawn(context, listen({tcp::v4(), port}), asio::detached);
  context.run();
}
