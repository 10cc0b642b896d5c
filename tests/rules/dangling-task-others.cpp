// RUN: %corosafe %s -- -std=c++20 %verify

// What an object only refers to is another's: whoever made both knows which of them lives longer. What it has, as a member, in a
// container or behind a unique_ptr, ends with it.

#include <boost/asio.hpp>
#include <map>
#include <memory>
namespace asio = boost::asio;
using asio::awaitable, asio::detached;

class ledger {
public:
  awaitable<void> enter(std::shared_ptr<int> sum) {
    co_await asio::post(asio::use_awaitable);
    total_ += *sum;
  }

private:
  int total_ = 0;
};

class till : public std::enable_shared_from_this<till> {
public:
  till(asio::any_io_executor ex, ledger &book) : ex_(ex), book_(book), page_(&book) {}

  void by_reference_ok(int sum) { asio::co_spawn(ex_, book_.enter(std::make_shared<int>(sum)), detached); }
  void by_pointer_ok(int sum) { asio::co_spawn(ex_, page_->enter(std::make_shared<int>(sum)), detached); }
  void own_bad() { asio::co_spawn(ex_, own_.enter(nullptr), detached); }                // expected-warning {{it runs on after 'till::own_bad' has ended}}
  void own_by_pointer_bad() { asio::co_spawn(ex_, made_->enter(nullptr), detached); }   // expected-warning {{it runs on after}}
  void element_bad(int of) { asio::co_spawn(ex_, each_[of].enter(nullptr), detached); } // expected-warning {{it runs on after}}
  void held_ok() {
    asio::co_spawn(ex_, [self = shared_from_this()] { return self->own_.enter(nullptr); }, detached);
  }

private:
  asio::any_io_executor ex_;
  ledger &book_;
  ledger *page_;
  ledger own_;
  std::unique_ptr<ledger> made_ = std::make_unique<ledger>();
  std::map<int, ledger> each_;
};

// The address of something is no task, whatever a template leaves open.
template <typename T>
struct items_of {
  T *data();
  auto insert_ok(const T *pos) -> T * {
    const auto items = data();
    const auto index = pos - items;
    return &items[index];
  }
};
