// An awaitable may be spawned on the executor of the coroutine that drops it.
#include "stubs/boost-asio.h"

namespace asio = boost::asio;

asio::awaitable<int> measure(int n);
asio::awaitable<void> fill(std::string &out);
struct session {
  asio::awaitable<void> run();
};

asio::awaitable<void> lets_go(asio::any_io_executor ex) {
  measure(1);
  asio::co_spawn(ex, measure(2), asio::detached);
  co_return;
}
asio::awaitable<void> needs_what_it_is_given() {
  std::string text;
  fill(text);
  session s;
  s.run();
  co_return;
}
void no_executor_nofix() { measure(3); }
