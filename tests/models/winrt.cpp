// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "winrt.h"

#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;
using winrt::Windows::Storage::Streams::DataReader;
using winrt::Windows::Storage::Streams::DataWriter;

void handle(std::uint32_t count);
void on_idle();
IAsyncAction Flush();
IAsyncOperation<std::uint32_t> Timeout();
wil::task<int> Load();
concurrency::task<int> Compute();
int answer();

//===-- races ---------------------------------------------------------------===//

IAsyncAction read_in_a_race_bad(DataReader &reader) {
  for (;;) {
    auto count = co_await winrt::when_any(reader.LoadAsync(8), // expected-warning {{not safe to lose}}
                                          Timeout());
    handle(count);
  }
}

IAsyncAction read_alone_ok(DataReader &reader) {
  while (auto count = co_await reader.LoadAsync(8))
    handle(count);
}

IAsyncAction read_past_the_end_bad(DataReader &reader) {
  for (;;) {
    auto count = co_await reader.LoadAsync(8); // expected-warning {{this loop spins}}
    if (count < 8)
      continue;
    handle(count);
  }
}

IAsyncAction read_to_the_end_ok(DataReader &reader) {
  for (;;) {
    auto count = co_await reader.LoadAsync(8);
    if (count < 8)
      co_return;
    handle(count);
  }
}

IAsyncAction reader_throws_at_the_end_ok(DataReader &reader) {
  for (;;) {
    co_await reader.LoadAsync(1);
    handle(reader.ReadByte());
  }
}

IAsyncAction read_in_a_race_that_ends_ok(DataReader reader) {
  auto count = co_await winrt::when_any(reader.LoadAsync(8), Timeout());
  handle(count);
  reader.Close();
}

IAsyncAction write_in_a_race_bad(DataWriter &writer) {
  for (;;) {
    auto count = co_await winrt::when_any(writer.StoreAsync(), // expected-warning {{not safe to lose}}
                                          Timeout());
    handle(count);
  }
}

IAsyncAction joined_ok(DataReader &left, DataReader &right) {
  for (;;)
    co_await winrt::when_all(left.LoadAsync(8), right.LoadAsync(8));
}

//===-- tasks ---------------------------------------------------------------===//

IAsyncAction dropped_bad() {
  Flush();   // expected-warning {{without being awaited}}
  Load();    // expected-warning {{without being awaited}}
  Compute(); // expected-warning {{without being awaited}}
  co_await Flush();
}

IAsyncAction awaited_ok() {
  co_await Flush();
  co_await Load();
  co_await Compute();
}

IAsyncAction agile_ok() { co_await winrt::resume_agile(Flush()); }

IAsyncAction void_ok() {
  (void)Flush();
  co_await Flush();
}

void waited_ok() {
  Flush().get();
  Load().get();
  auto computed = Compute();
  computed.wait();
}

void looked_at_bad() {
  auto flushed = Flush(); // expected-warning {{without being awaited}}
  handle(flushed.Id());
}

void cancelled_ok() {
  auto flushed = Flush();
  flushed.Cancel();
}

void dropped_continuation_bad() {
  Compute().then(answer); // expected-warning {{without being awaited}}
}

//===-- locks ---------------------------------------------------------------===//

IAsyncAction slim_lock_bad(winrt::slim_mutex &mutex) {
  winrt::slim_lock_guard guard(mutex);
  co_await Flush(); // expected-warning {{locked across}}
}

IAsyncAction slim_mutex_bad(winrt::slim_mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await winrt::resume_background(); // expected-warning {{locked across}}
}

IAsyncAction slim_lock_ok(winrt::slim_mutex &mutex) {
  { winrt::slim_lock_guard guard(mutex); }
  co_await winrt::resume_after(1s);
}

wil::task<void> srwlock_bad(wil::srwlock &mutex) {
  auto guard = mutex.lock_exclusive();
  co_await Load(); // expected-warning {{locked across}}
}

wil::task<void> srwlock_ok(wil::srwlock &mutex) {
  auto guard = mutex.lock_exclusive();
  guard.reset();
  co_await Load();
}

wil::task<void> acquired_srwlock_bad(wil::SRWLOCK *lock) {
  auto guard = wil::AcquireSRWLockExclusive(lock);
  co_await Load(); // expected-warning {{locked across}}
}

wil::task<void> tried_srwlock_ok(wil::srwlock &mutex) {
  { auto guard = mutex.try_lock_exclusive(); }
  co_await Load();
}

concurrency::task<void> critical_section_bad(concurrency::critical_section &section) {
  concurrency::critical_section::scoped_lock guard(section);
  co_await Compute(); // expected-warning {{locked across}}
}

IAsyncAction back_on_the_ui_thread_bad(std::mutex &mutex) {
  winrt::apartment_context ui;
  std::lock_guard guard(mutex);
  co_await ui; // expected-warning {{locked across}}
}

//===-- tokens that a coroutine asks for, and the thread that it comes back to -----===//

void index(int page);

IAsyncAction index_all_bad(std::vector<int> pages) {
  auto cancelled = co_await winrt::get_cancellation_token();
  co_await winrt::resume_background();
  for (int page : pages) // expected-warning {{this loop never notices that the coroutine was cancelled}}
    index(page);
}
IAsyncAction index_all_ok(std::vector<int> pages) {
  auto cancelled = co_await winrt::get_cancellation_token();
  co_await winrt::resume_background();
  for (int page : pages) {
    if (cancelled())
      co_return;
    index(page);
  }
}

IAsyncAction blocks_where_it_came_from_bad() {
  winrt::apartment_context ui;
  co_await winrt::resume_background();
  co_await ui;
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}
IAsyncAction blocks_in_the_background_ok() {
  winrt::apartment_context ui;
  co_await winrt::resume_background();
  std::this_thread::sleep_for(1s);
  co_await ui;
}

/// A delay ends nothing, whatever its name begins with.
IAsyncAction waits_at_the_end_ok() {
  co_await Flush();
  co_await winrt::resume_after(1s);
}

//===-- handlers that nobody waits for ------------------------------------------------===//

namespace winrt {
struct hstring {
  hstring(const wchar_t *);
  std::uint32_t size() const;
};
} // namespace winrt

winrt::fire_and_forget clicked_bad(const winrt::hstring &text) { // expected-warning {{uses 'text'}}
  co_await winrt::resume_after(1s);
  handle(text.size());
}

winrt::fire_and_forget clicked_ok(const winrt::hstring &text) {
  auto size = text.size();
  co_await winrt::resume_after(1s);
  handle(size);
}

winrt::fire_and_forget clicked_by_value_ok(winrt::hstring text) {
  co_await winrt::resume_after(1s);
  handle(text.size());
}

// A dropped join is as good as none.
IAsyncAction joined_and_dropped_bad() {
  winrt::when_all(Flush(), Flush()); // expected-warning {{without being awaited}}
  co_await Flush();
}

//===-- a reader that goes on when it has lost ----------------------------------===//

IAsyncOperation<int> read_frame(DataReader &reader) {
  co_await reader.LoadAsync(1);
  auto size = reader.ReadByte();
  co_await reader.LoadAsync(size);
  co_return reader.ReadByte();
}
IAsyncOperation<int> give_up_after(std::chrono::milliseconds d) {
  co_await winrt::resume_after(d);
  co_return -1;
}

IAsyncAction frames_bad(DataReader &reader) {
  for (;;) {
    auto frame = co_await winrt::when_any(read_frame(reader), give_up_after(5s)); // expected-warning {{it reads on}}
    if (frame == -1)
      continue;
    handle(frame);
  }
}

IAsyncAction frames_until_late_ok(DataReader &reader) {
  for (;;) {
    auto frame = co_await winrt::when_any(read_frame(reader), give_up_after(5s));
    if (frame == -1) {
      reader.Close();
      co_return;
    }
    handle(frame);
  }
}

//===-- a strong reference made of a weak one --------------------------------------===//

struct page : winrt::implements<page> {
  int clicks = 0;
  winrt::fire_and_forget locked_again_ok() {
    auto weak = get_weak();
    co_await winrt::resume_after(1s);
    auto strong = weak.get();
    if (!strong)
      co_return;
    ++clicks;
    co_await winrt::resume_after(1s);
    handle(clicks);
  }
  winrt::fire_and_forget locked_for_a_moment_bad() { // expected-warning {{uses 'this'}}
    auto weak = get_weak();
    co_await winrt::resume_after(1s);
    if (auto strong = weak.get())
      ++clicks;
    co_await winrt::resume_after(1s);
    handle(clicks);
  }
  winrt::fire_and_forget locked_too_late_bad() { // expected-warning {{uses 'this'}}
    auto weak = get_weak();
    co_await winrt::resume_after(1s);
    ++clicks;
    auto strong = weak.get();
    if (strong)
      handle(clicks);
  }
};

//===-- a coroutine of a counted object -------------------------------------------------------------===//

// The caller may drop the action and the object, and it runs on.
struct counter : winrt::implements<counter> {
  int hits = 0;
  IAsyncOperation<int> read_later_bad() { // expected-warning {{uses 'this', but it runs on when whoever called it has let go of both}}
    co_await winrt::resume_after(1s);
    co_return hits;
  }
  IAsyncOperation<int> read_later_ok() {
    auto strong = get_strong();
    co_await winrt::resume_after(1s);
    co_return hits;
  }
  IAsyncOperation<int> read_before_ok() {
    int now = hits;
    co_await winrt::resume_after(1s);
    co_return now;
  }
  IAsyncAction called_here() {
    co_await winrt::resume_after(1s);
    ++hits;
  }
  IAsyncAction calls_ok() {
    auto strong = get_strong();
    co_await called_here();
  }
};
struct not_counted {
  int hits = 0;
  IAsyncOperation<int> read_later_ok() {
    co_await winrt::resume_after(1s);
    co_return hits;
  }
};

//===-- the signal's base ------------------------------------------------------------------------------------===//

IAsyncAction poll_bad(DataReader &reader) {
  for (;;) {
    try {
      co_await reader.LoadAsync(8);
      co_await winrt::resume_after(1s);
    } catch (const winrt::hresult_error &) { // expected-warning {{swallows cancellation}}
      on_idle();
    }
  }
}

IAsyncAction other_errors_ok() {
  for (;;) {
    try {
      co_await winrt::resume_after(1s);
      on_idle();
    } catch (const std::exception &) {
    }
  }
}
//===-- what comes through the binary interface is a copy for the time of the call ------------------//

struct library : winrt::implements<library> {
  IAsyncAction rename_bad(const winrt::hstring &title) { // expected-warning {{uses 'title'}}
    co_await winrt::resume_after(1s);
    handle(title.size());
  }
  IAsyncAction rename_copied_ok(const winrt::hstring &title) {
    auto copy = title;
    co_await winrt::resume_after(1s);
    handle(copy.size());
  }
  IAsyncAction rename_by_value_ok(winrt::hstring title) {
    co_await winrt::resume_after(1s);
    handle(title.size());
  }
  IAsyncAction sort_ok(DataReader &reader) { // No value: what it is called with stays.
    co_await winrt::resume_after(1s);
    co_await reader.LoadAsync(10);
  }
};
IAsyncAction renamed_in_place(const winrt::hstring &title) {
  co_await winrt::resume_after(1s);
  handle(title.size());
}
IAsyncAction renames_in_place_ok() { co_await renamed_in_place(L"a"); }

//===-- a handler that is a coroutine, and the object that it is of ---------------//

struct button {
  template <class F> void Click(F &&handler) const;
};
struct click_counter : winrt::implements<click_counter> {
  void counts_bad(const button &b) {
    b.Click([this]() -> winrt::fire_and_forget { // expected-warning {{uses 'this'}}
      co_await winrt::resume_background();
      ++n_;
    });
  }
  void counts_strong_ok(const button &b) {
    b.Click([this]() -> winrt::fire_and_forget {
      auto strong = get_strong();
      co_await winrt::resume_background();
      ++n_;
    });
  }
  void counts_before_ok(const button &b) {
    b.Click([this]() -> winrt::fire_and_forget {
      ++n_;
      co_await winrt::resume_background();
    });
  }
  void keeps_ok(const button &b) {
    b.Click([strong = get_strong()]() -> winrt::fire_and_forget {
      auto keep = strong;
      co_await winrt::resume_background();
      ++keep->n_;
    });
  }
  int n_ = 0;
};

//===-- the thread that a coroutine comes back on -----------------------------------------------------------//

struct dispatcher_queue {};
namespace winrt {
awaiter resume_on_signal(void *event) noexcept;
struct resumed_foreground {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  bool await_resume() const;
};
resumed_foreground resume_foreground(const dispatcher_queue &) noexcept;
} // namespace winrt

IAsyncAction blocks_after_a_delay_ok() {
  co_await winrt::resume_after(1s);
  std::this_thread::sleep_for(1s);
}
IAsyncAction blocks_after_an_event_ok(void *event) {
  co_await winrt::resume_on_signal(event);
  std::this_thread::sleep_for(1s);
}
IAsyncAction blocks_in_the_foreground_bad(dispatcher_queue queue) {
  co_await winrt::resume_background();
  co_await winrt::resume_foreground(queue);
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}
IAsyncAction blocks_before_the_foreground_ok(dispatcher_queue queue) {
  co_await winrt::resume_background();
  std::this_thread::sleep_for(1s);
  co_await winrt::resume_foreground(queue);
}

//===-- a view by conversion ---------------------------------------------------------------------------------//

struct title {
  title(int);
  ~title();
  operator std::string_view() const;
};
IAsyncAction shown(std::string_view text) {
  co_await winrt::resume_after(1s);
  handle(text.size());
}
IAsyncAction shows_a_local_bad(int n) {
  title t(n);
  return shown(t); // expected-warning {{corosafe-dangling-task}}
}
IAsyncAction shows_it_here_ok(int n) {
  title t(n);
  co_await shown(t);
}

// A loser that handles what it reads itself reads on beside the next one.
IAsyncAction handle_frame(DataReader &reader) {
  co_await reader.LoadAsync(4);
  int size = reader.ReadByte();
  co_await reader.LoadAsync(size);
  handle(reader.ReadByte());
}
IAsyncAction wait_for(std::chrono::milliseconds d) { co_await winrt::resume_after(d); }
IAsyncAction handle_frames_bad(DataReader &reader) {
  for (;;)
    co_await winrt::when_any(handle_frame(reader), wait_for(5s)); // expected-warning {{beside whoever reads next}}
}
IAsyncAction handle_one_frame_ok(DataReader &reader) {
  co_await winrt::when_any(handle_frame(reader), wait_for(5s));
  reader.Close();
}
