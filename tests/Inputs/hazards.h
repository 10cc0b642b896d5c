// What the examples of docs/hazards.md take for granted.
#include "minicoro.h"
#include <array>
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using asio::async_read;
using asio::async_write;
using asio::awaitable;
using asio::buffer;
using asio::co_spawn;
using asio::detached;
using asio::steady_timer;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::experimental::channel;
using asio::ip::tcp;
using boost::system::error_code;

struct frame { std::array<char, 64> bytes; };
void handle(const frame &);
void handle(int);
void store(std::vector<int>);
void note_error();
/// A receive whose number is kept when it loses.
awaitable<int> next_number(channel<void(error_code, int)> &numbers);
