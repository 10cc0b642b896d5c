// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Whoever waits for one of several tasks, or for one with a limit, still has them all; the end of a handle cancels its task.

#include "userver.h"

using namespace std::chrono_literals;
using namespace userver;

void handle(int value);
void remark(const char *text);

class Client {
public:
  void turn_by_turn_bad() {
    while (!closed_) {
      auto frame = utils::Async("frame", [this] { return ReadFrame(); }); // expected-note {{'Client::ReadFrame' is awaited here}} expected-note {{used again here}}
      auto tick = utils::Async("tick", [] { engine::InterruptibleSleepFor(1s); });
      auto first = engine::WaitAny(frame, tick); // expected-warning {{corosafe-unsafe-race-branch}} expected-note {{is lost}}
      if (first && *first == 1)
        continue;
      handle(frame.Get());
    }
  }

  void limit_bad() {
    while (!closed_) {
      auto frame = utils::Async("frame", [this] { return ReadFrame(); }); // expected-note {{'Client::ReadFrame' is awaited here}} expected-note {{used again here}}
      if (frame.WaitFor(1s) != engine::FutureStatus::kReady) // expected-warning {{corosafe-unsafe-race-branch}} expected-note {{is lost}}
        continue;
      handle(frame.Get());
    }
  }

  void goes_on_ok() {
    auto frame = utils::Async("frame", [this] { return ReadFrame(); });
    while (!closed_) {
      if (frame.WaitFor(1s) != engine::FutureStatus::kReady) {
        remark("still waiting");
        continue;
      }
      handle(frame.Get());
      frame = utils::Async("frame", [this] { return ReadFrame(); });
    }
  }

  void waited_for_after_all_ok() {
    while (!closed_) {
      auto frame = utils::Async("frame", [this] { return ReadFrame(); });
      if (frame.WaitFor(1s) != engine::FutureStatus::kReady)
        remark("slow");
      handle(frame.Get());
    }
  }

  void closed_ok() {
    while (!closed_) {
      auto frame = utils::Async("frame", [this] { return ReadFrame(); });
      if (frame.WaitFor(1s) != engine::FutureStatus::kReady) {
        frame.SyncCancel();
        sock_.Close();
        return;
      }
      handle(frame.Get());
    }
  }

  /// It gives nothing: who is not told that it was late knows that it is done.
  void nothing_to_get_ok() {
    while (!closed_) {
      auto ping = utils::Async("ping", [this] { Ping(); });
      auto done = engine::WaitAny(ping);
      if (!done)
        return;
    }
  }

private:
  int ReadFrame() {
    int length = 0;
    (void)sock_.RecvAll(&length, sizeof length, {}); // expected-note {{what it has already read is lost}}
    std::string body(length, '\0');
    (void)sock_.RecvAll(body.data(), body.size(), {});
    return length;
  }
  void Ping() { (void)sock_.SendAll("ping", 4, {}); }

  engine::io::Socket sock_;
  bool closed_ = false;
};

/// The task ends with its handle, and that before what it uses.
void uses_local_ok() {
  std::string text = "x";
  auto sizes = utils::Async("size", [&text] { return static_cast<int>(text.size()); });
  if (sizes.WaitFor(1s) != engine::FutureStatus::kReady) {
    sizes.RequestCancel();
    sizes.Wait();
    return;
  }
  handle(sizes.Get());
}
