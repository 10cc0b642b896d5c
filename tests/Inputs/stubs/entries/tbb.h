// Declarations under tbb's names, one for each entry of its model.
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

namespace tbb {
struct mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace tbb

namespace tbb {
struct null_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace tbb

namespace tbb {
struct null_rw_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace tbb

namespace tbb {
struct queuing_mutex {
  struct scoped_lock;
};
} // namespace tbb

namespace tbb {
struct queuing_rw_mutex {
  struct scoped_lock;
};
} // namespace tbb

namespace tbb {
struct rw_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace tbb

namespace tbb {
struct rw_scoped_lock {
  template <class... A> explicit rw_scoped_lock(A &&...);
  ~rw_scoped_lock();
};
} // namespace tbb

namespace tbb {
struct spin_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace tbb

namespace tbb {
struct spin_rw_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace tbb

namespace tbb {
struct task_group {
  task_group();
  ~task_group();
  template <class... A> void run(A &&...) {}
  template <class... A> void wait(A &&...);
};
} // namespace tbb

namespace tbb {
struct unique_scoped_lock {
  template <class... A> explicit unique_scoped_lock(A &&...);
  ~unique_scoped_lock();
};
} // namespace tbb

struct tbb::queuing_mutex::scoped_lock {
  template <class... A> explicit scoped_lock(A &&...);
  ~scoped_lock();
};

struct tbb::queuing_rw_mutex::scoped_lock {
  template <class... A> explicit scoped_lock(A &&...);
  ~scoped_lock();
};

namespace tbb::detail::d2 {
struct task_group {
  task_group();
  ~task_group();
  template <class... A> void run(A &&...) {}
  template <class... A> void wait(A &&...);
};
} // namespace tbb::detail::d2

namespace tbb {
template <class... A> int parallel_for(A &&...);
template <class... A> int parallel_reduce(A &&...);
template <class... A> int parallel_invoke(A &&...);
} // namespace tbb

namespace tbb::task_group_base {
template <class... A> int wait(A &&...);
} // namespace tbb::task_group_base

namespace tbb::graph {
template <class... A> int wait_for_all(A &&...);
} // namespace tbb::graph

namespace tbb::concurrent_bounded_queue {
template <class... A> int push(A &&...);
template <class... A> int pop(A &&...);
} // namespace tbb::concurrent_bounded_queue

namespace tbb::task_arena {
template <class... A> int execute(A &&...);
} // namespace tbb::task_arena

