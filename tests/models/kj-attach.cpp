// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// promise.attach(kj::mv(owner)): what the promise uses lives as long as the promise. Only what is behind a handle stays where it
// is when the handle is moved.

#include "kj.h"

struct Socket {
  virtual ~Socket();
  virtual kj::Promise<int> receive() = 0;
};

struct Plain final : Socket {
  kj::Promise<int> receive() override {
    co_await readable();
    co_return count_++;
  }
  kj::Promise<void> readable();

private:
  int count_ = 0;
};

kj::Promise<int> serve(Socket &socket, bool again) {
  int all = co_await socket.receive();
  if (again)
    all += co_await socket.receive();
  co_return all;
}

kj::Promise<int> attached_ok(kj::Own<Socket> socket) {
  return socket->receive().attach(kj::mv(socket));
}

kj::Promise<int> returned_bad(kj::Own<Socket> socket) {
  return socket->receive(); // expected-warning {{uses 'socket', but it is returned}}
}

kj::Promise<int> attached_to_a_local_ok(kj::Own<Socket> connection) {
  auto promise = serve(*connection, false);
  return promise.attach(kj::mv(connection)).eagerlyEvaluate(nullptr);
}

kj::Promise<int> evaluated_only_bad(kj::Own<Socket> connection) {
  auto promise = serve(*connection, false); // expected-warning {{uses 'connection', but it is kept}}
  return promise.eagerlyEvaluate(nullptr);  // expected-warning {{uses 'connection', but it is returned}}
}

kj::Promise<int> moved_before_ok(kj::Own<Socket> given) {
  auto socket = kj::mv(given);
  return serve(*socket, true).attach(kj::mv(socket));
}

kj::Promise<int> another_attached_bad(kj::Own<Socket> socket, kj::Own<Socket> other) {
  return serve(*socket, true).attach(kj::mv(other)); // expected-warning {{uses 'socket', but it is returned}}
}

kj::Promise<int> object_moved_bad() {
  Plain local;
  return local.receive().attach(kj::mv(local)); // expected-warning {{uses 'local', but it is returned}}
}

kj::Promise<int> in_a_continuation_ok(kj::Promise<kj::Own<Socket>> made) {
  return made.then([](kj::Own<Socket> socket) -> kj::Promise<int> { return socket->receive().attach(kj::mv(socket)); });
}

kj::Promise<void> called_at_once_ok(kj::Own<Socket> socket) {
  return kj::evalNow([&] { return socket->receive(); }).attach(kj::mv(socket));
}

// Views of a buffer, which moves with its owner.
struct Sink {
  kj::Promise<void> write(kj::ArrayPtr<const unsigned char> bytes) {
    co_await writable();
    written_ += bytes.size();
  }
  kj::Promise<void> writable();

private:
  unsigned long written_ = 0;
};

kj::Promise<void> text_attached_ok(Sink &sink) {
  auto text = kj::str("hello ", 1);
  return sink.write(text.asBytes()).attach(kj::mv(text));
}

kj::Promise<void> text_bad(Sink &sink) {
  auto text = kj::str("hello ", 1);
  return sink.write(text.asBytes()); // expected-warning {{uses 'text', but it is returned}}
}

kj::Promise<void> text_awaited_ok(Sink &sink) {
  auto text = kj::str("hello ", 1);
  co_await sink.write(text.asBytes());
}

kj::Promise<void> block_attached_ok(Sink &sink) {
  auto block = kj::heapArray<unsigned char>(16);
  auto promise = sink.write(block);
  return promise.attach(kj::mv(block));
}

kj::Promise<void> block_bad(Sink &sink) {
  auto block = kj::heapArray<unsigned char>(16);
  return sink.write(block.asPtr()); // expected-warning {{uses 'block', but it is returned}}
}

kj::Promise<void> both_attached_ok(kj::Own<Sink> sink) {
  auto text = kj::str("hello ", 1);
  return sink->write(text.asBytes()).attach(kj::mv(text), kj::mv(sink));
}

kj::Promise<void> only_the_text_bad(kj::Own<Sink> sink) {
  auto text = kj::str("hello ", 1);
  return sink->write(text.asBytes()).attach(kj::mv(text)); // expected-warning {{uses 'sink', but it is returned}}
}

// What an operation of the library is lent.
kj::Promise<void> lent_attached_ok(kj::Own<kj::AsyncOutputStream> out) {
  auto text = kj::str("hello ", 1);
  return out->write(text.asBytes()).attach(kj::mv(text), kj::mv(out));
}

kj::Promise<void> lent_bad(kj::AsyncOutputStream &out) {
  auto text = kj::str("hello ", 1);
  return out.write(text.asBytes()); // expected-warning {{uses 'text', but it is returned}}
}

kj::Promise<void> lent_array_bad(kj::AsyncOutputStream &out) {
  unsigned char bytes[16] = {};
  return out.write(bytes, sizeof(bytes)).attach(1); // expected-warning {{uses 'bytes', but it is returned}}
}

struct Queue {
  kj::AsyncOutputStream &inner;
  kj::Promise<void> writes;
  void put_ok(kj::String content) {
    writes = writes.then([this, content = kj::mv(content)]() mutable {
      auto promise = inner.write(content.asBytes());
      return promise.attach(kj::mv(content));
    });
  }
};

// Attached behind another step, to a promise that has a name.
struct Pump {
  kj::Promise<int> to(Sink &sink);
};

kj::Promise<void> chained_ok(kj::Own<Pump> pump, kj::Own<Sink> sink) {
  auto pumped = pump->to(*sink);
  return pumped.ignoreResult().attach(kj::mv(sink), kj::mv(pump));
}

kj::Promise<void> chained_without_bad(kj::Own<Pump> pump, kj::Own<Sink> sink) {
  auto pumped = pump->to(*sink); // expected-warning {{uses 'sink', but it is kept}}
  return pumped.ignoreResult().attach(kj::mv(pump)); // expected-warning {{uses 'sink', but it is returned}}
}

// A reference that a call with a closure gives is no coroutine: the closure has been called.
namespace kj {
template <class T> struct Table {
  template <class F> T &findOrCreate(int id, F &&make) { return make(id), *entries; }
  T *entries;
};
} // namespace kj
template <class T> struct Found {
  Found(T &);
};
struct Entry {
  kj::Promise<int> pending;
};
Found<Entry> found_or_created_ok(kj::Table<Entry> &table, int id) {
  bool created = false;
  Entry &entry = table.findOrCreate(id, [&](int) {
    created = true;
    return id;
  });
  return entry;
}

// Nor is a number.
namespace kj {
template <class T> struct Stack {
  template <class F> unsigned long consumeAll(F &&f) { return f(*top), 1; }
  T *top;
};
} // namespace kj
unsigned long counted_ok(kj::Stack<int> &stack) {
  int all[16], *end = all;
  auto n = stack.consumeAll([&](int i) { *end++ = i; });
  return n;
}

// Who polls a promise knows whether it has ended.
void polled_and_dropped_ok(Pump &pump, Sink &sink, kj::WaitScope &scope) {
  auto pumped = pump.to(sink);
  pumped.poll(scope);
}
