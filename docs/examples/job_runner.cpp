// A job runner. Jobs wait in a channel; each is run, counted, and reported to an auditor over the network. An urgent
// job is reported before it is run as well. Any thread may ask for the total.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::udp;
using boost::system::error_code;
using namespace std::chrono_literals;

namespace {

struct Job {
  std::string name;
  std::chrono::milliseconds length{};
  bool urgent = false;
};

using JobChannel = asio::experimental::channel<void(error_code, Job)>;

class Runner {
public:
  Runner(asio::any_io_executor executor, udp::endpoint auditor)
      : sock_(executor, udp::v4()), timer_(executor), auditor_(auditor) {}

  awaitable<void> run(Job job) {
    awaitable<void> warning = report("will run " + job.name);
    if (job.urgent)
      co_await std::move(warning);

    timer_.expires_after(job.length);
    co_await timer_.async_wait(use_awaitable);

    std::lock_guard lock(done_mutex_);
    ++done_;
    co_await report("has run " + job.name);
  }

  int done() {
    std::lock_guard lock(done_mutex_);
    return done_;
  }

private:
  awaitable<void> report(std::string line) {
    co_await sock_.async_send_to(asio::buffer(line), auditor_, use_awaitable);
  }

  udp::socket sock_;
  asio::steady_timer timer_;
  udp::endpoint auditor_;
  std::mutex done_mutex_;
  int done_ = 0;
};

awaitable<void> run_all(udp::endpoint auditor) {
  auto executor = co_await asio::this_coro::executor;
  Runner runner(executor, auditor);
  JobChannel jobs(executor, 8);
  for (const char *name : {"index", "backup", "report"})
    jobs.try_send(error_code(), Job{name, 20ms, name[0] == 'b'});

  while (jobs.ready())
    co_await runner.run(co_await jobs.async_receive(use_awaitable));
  std::cout << runner.done() << " jobs done\n";
}

} // namespace

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7012);
  asio::io_context context(1);
  asio::co_spawn(context, run_all({asio::ip::address_v4::loopback(), port}), asio::detached);
  context.run();
}
