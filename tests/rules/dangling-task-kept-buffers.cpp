// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A buffer whose memory a task uses, and which its continuation keeps: the memory stays where it is when the buffer is moved.

#include "seastar.h"

#include <string>
#include <utility>
#include <vector>

using namespace seastar;

struct sink {
  semaphore out_{1};
  future<> put_one(const char *p, size_t n) {
    while (n > 0) {
      co_await later(p, n);
      n -= 1;
      p += 1;
    }
  }
  future<> later(const char *p, size_t n);
  future<> put_ok(temporary_buffer<char> buf) {
    auto ptr = buf.get();
    auto size = buf.size();
    return with_semaphore(out_, 1, [this, ptr, size] { return put_one(ptr, size); }).finally([b = std::move(buf)] {});
  }
  future<> put_vector_ok(std::vector<char> buf) {
    auto ptr = buf.data();
    auto size = buf.size();
    return with_semaphore(out_, 1, [this, ptr, size] { return put_one(ptr, size); }).finally([b = std::move(buf)] {});
  }
  future<> put_nothing_bad(temporary_buffer<char> buf) {
    auto ptr = buf.get();
    auto size = buf.size();
    return with_semaphore(out_, 1, [this, ptr, size] { return put_one(ptr, size); }); // expected-warning {{uses 'buf'}}
  }
  future<> put_other_bad(temporary_buffer<char> buf, temporary_buffer<char> other) {
    auto ptr = buf.get();
    auto size = buf.size();
    return with_semaphore(out_, 1, [this, ptr, size] { return put_one(ptr, size); }).finally([b = std::move(other)] {}); // expected-warning {{uses 'buf'}}
  }
  future<> put_object(std::vector<char> *p) {
    co_await later(nullptr, 1);
    p->clear();
  }
  future<> put_address_bad(std::vector<char> buf) {
    auto ptr = &buf;
    return with_semaphore(out_, 1, [this, ptr] { return put_object(ptr); }).finally([b = std::move(buf)] {}); // expected-warning {{uses 'buf'}}
  }
};
struct sink2 : sink {
  future<> put_vector_bad(std::vector<char> buf) {
    auto ptr = buf.data();
    auto size = buf.size();
    return with_semaphore(out_, 1, [this, ptr, size] { return put_one(ptr, size); }); // expected-warning {{uses 'buf'}}
  }
};

struct sink3 : sink {
  // A short string is in the object itself.
  future<> put_string_bad(std::string text) {
    auto ptr = text.data();
    auto size = text.size();
    return with_semaphore(out_, 1, [this, ptr, size] { return put_one(ptr, size); }).finally([t = std::move(text)] {}); // expected-warning {{uses 'text'}}
  }
};
