// Declarations under drogon's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace drogon {
struct AsyncTask {
};
} // namespace drogon

namespace drogon {
struct HttpAppFramework {
  template <class... A> stubs::awaiter<int> forwardCoro(A &&...);
};
} // namespace drogon

namespace drogon {
struct HttpClient {
  template <class... A> stubs::awaiter<int> sendRequestCoro(A &&...);
  template <class... A> void sendRequest(A &&...) {}
};
} // namespace drogon

namespace drogon {
struct Mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> scoped_lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace drogon

namespace drogon {
template <class T = void> struct Task {
  using promise_type = stubs::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  stubs::awaiter<T> operator co_await();
};
} // namespace drogon

namespace drogon {
struct WebSocketClient {
  template <class... A> stubs::awaiter<int> connectToServerCoro(A &&...);
};
} // namespace drogon

namespace drogon::nosql {
struct RedisClient {
  template <class... A> stubs::awaiter<int> execCommandCoro(A &&...);
  template <class... A> stubs::awaiter<int> newTransactionCoro(A &&...);
  template <class... A> int execCommandSync(A &&...);
};
} // namespace drogon::nosql

namespace drogon::nosql {
struct RedisTransaction {
  template <class... A> stubs::awaiter<int> executeCoro(A &&...);
};
} // namespace drogon::nosql

namespace drogon::orm {
struct DbClient {
  template <class... A> stubs::awaiter<int> execSqlCoro(A &&...);
  template <class... A> stubs::awaiter<int> newTransactionCoro(A &&...);
  template <class... A> int execSqlSync(A &&...);
};
} // namespace drogon::orm

namespace drogon::orm {
struct Mapper {
  template <class... A> int findOne(A &&...);
  template <class... A> int findBy(A &&...);
  template <class... A> int findAll(A &&...);
  template <class... A> int findByPrimaryKey(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int insert(A &&...);
  template <class... A> int update(A &&...);
  template <class... A> int updateBy(A &&...);
  template <class... A> int deleteOne(A &&...);
  template <class... A> int deleteBy(A &&...);
  template <class... A> int deleteByPrimaryKey(A &&...);
};
} // namespace drogon::orm

namespace drogon {
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> sleepCoro(A &&...);
template <class... A> stubs::awaiter<int> switchThreadCoro(A &&...);
template <class... A> stubs::awaiter<int> untilQuit(A &&...);
template <class... A> stubs::awaiter<int> queueInLoopCoro(A &&...);
template <class... A> void async_run(A &&...) {}
template <class... A> void async_func(A &&...) {}
template <class... A> void co_future(A &&...) {}
template <class... A> int sync_wait(A &&...);
} // namespace drogon

namespace entries_of {
drogon::Task<int> make_drogon_Task();
drogon::AsyncTask make_drogon_AsyncTask();
} // namespace entries_of

