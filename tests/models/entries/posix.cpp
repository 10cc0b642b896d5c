// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=posix %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes, against the system's own headers.

#include "entries/asio.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <syslog.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <system_error>

using entries::first, entries::tick, entries::take;
template <class T = void> using task = asio::awaitable<T>;

/// Whatever a call wants to be given.
struct anything {
  template <class T> operator T() const;
};
extern const anything x;

//===-- what blocks --------------------------------------------------------------===//

task<> blocking_calls_bad() {
  pthread_cond_wait(x, x); // expected-warning {{blocks the thread that this coroutine}}
  pthread_cond_timedwait(x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  sleep(x); // expected-warning {{blocks the thread that this coroutine}}
  usleep(x); // expected-warning {{blocks the thread that this coroutine}}
  nanosleep(x, x); // expected-warning {{blocks the thread that this coroutine}}
  clock_nanosleep(x, x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  pause(); // expected-warning {{blocks the thread that this coroutine}}
  read(x, x, x);
  write(x, x, x);
  readv(x, x, x);
  writev(x, x, x);
  pread(x, x, x, x);
  pwrite(x, x, x, x);
  recv(x, x, x, 0);
  recvfrom(x, x, x, 0, x, x);
  recvmsg(x, x, 0);
  send(x, x, x, 0);
  sendto(x, x, x, 0, x, x);
  sendmsg(x, x, 0);
  accept(x, x, x);
  accept4(x, x, x, x);
  connect(x, x, x);
  poll(x, x, 1);
  ppoll(x, x, x, x);
  select(x, x, x, x, x);
  pselect(x, x, x, x, x, x);
  epoll_wait(x, x, x, 1);
  epoll_pwait(x, x, x, 1, x);
  fread(x, x, x, x);
  fwrite(x, x, x, x);
  fgets(x, x, x);
  fgetc(x);
  getline(x, x, x);
  fsync(x);
  fdatasync(x);
  open(x, x);
  openat(x, x, x);
  fopen(x, x);
  getaddrinfo(x, x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  getnameinfo(x, x, x, x, x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  gethostbyname(x); // expected-warning {{blocks the thread that this coroutine}}
  gethostbyaddr(x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  system(x); // expected-warning {{blocks the thread that this coroutine}}
  popen(x, x); // expected-warning {{blocks the thread that this coroutine}}
  pclose(x); // expected-warning {{blocks the thread that this coroutine}}
  wait(x); // expected-warning {{blocks the thread that this coroutine}}
  waitpid(x, x, 0); // expected-warning {{blocks the thread that this coroutine}}
  waitid(x, x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  sem_wait(x); // expected-warning {{blocks the thread that this coroutine}}
  sem_timedwait(x, x); // expected-warning {{blocks the thread that this coroutine}}
  pthread_join(x, x); // expected-warning {{blocks the thread that this coroutine}}
  flock(x, x); // expected-warning {{blocks the thread that this coroutine}}
  lockf(x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  thrd_join(x, x); // expected-warning {{blocks the thread that this coroutine}}
  thrd_sleep(x, x); // expected-warning {{blocks the thread that this coroutine}}
  cnd_wait(x, x); // expected-warning {{blocks the thread that this coroutine}}
  cnd_timedwait(x, x, x); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

// Told not to wait, they do not.
task<> not_waiting_ok() {
  recv(x, x, x, MSG_DONTWAIT);
  send(x, x, x, MSG_DONTWAIT);
  recvmsg(x, x, MSG_DONTWAIT);
  sendmsg(x, x, MSG_DONTWAIT);
  recvfrom(x, x, x, MSG_DONTWAIT, x, x);
  sendto(x, x, x, MSG_DONTWAIT, x, x);
  waitpid(x, x, WNOHANG);
  poll(x, x, 0);
  epoll_wait(x, x, x, 0);
  co_await tick();
}

task<> made_nonblocking_ok(int fd) {
  fcntl(fd, F_SETFL, O_NONBLOCK);
  read(fd, x, x);
  co_await tick();
}

task<> flag_added_ok(int fd) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) | O_NONBLOCK);
  read(fd, x, x);
  co_await tick();
}
task<> flag_removed_bad(int fd) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) & ~O_NONBLOCK);
  read(fd, x, x); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}
task<> ioctl_ok(int fd) {
  int on = 1;
  ioctl(fd, FIONBIO, &on);
  read(fd, x, x);
  co_await tick();
}
task<> ioctl_asks_bad(int fd) {
  int left = 0;
  ioctl(fd, FIONREAD, &left);
  read(fd, x, x); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}
task<> inotify_init1_ok() {
  int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  read(fd, x, x);
  co_await tick();
}
task<> inotify_init1_waits_bad() {
  int fd = inotify_init1(IN_CLOEXEC);
  read(fd, x, x); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}
task<> socket_ok() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  read(fd, x, x);
  co_await tick();
}
task<> eventfd_ok() {
  int fd = eventfd(0, EFD_NONBLOCK);
  read(fd, x, x);
  co_await tick();
}
task<> timerfd_create_ok() {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  read(fd, x, x);
  co_await tick();
}
task<> signalfd_ok() {
  int fd = signalfd(-1, x, SFD_NONBLOCK);
  read(fd, x, x);
  co_await tick();
}
task<> open_ok() {
  int fd = open("fifo", O_RDONLY | O_NONBLOCK);
  read(fd, x, x);
  co_await tick();
}
task<> open_created_ok() {
  int fd = open("report", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  write(fd, x, x);
  co_await tick();
}
task<> open_device_bad() {
  int fd = open("/dev/tty", O_WRONLY);
  write(fd, x, x); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}
task<> mkstemp_ok() {
  int fd = mkstemp(x);
  write(fd, x, x);
  co_await tick();
}
task<> mkstemps_ok() {
  int fd = mkstemps(x, 5);
  write(fd, x, x);
  co_await tick();
}
task<> memfd_create_ok() {
  int fd = memfd_create("report", 0);
  write(fd, x, x);
  co_await tick();
}

//===-- locks --------------------------------------------------------------------===//

task<> pthread_mutex_lock_bad(pthread_mutex_t &m) {
  pthread_mutex_lock(&m);
  co_await tick(); // expected-warning {{locked across}}
  pthread_mutex_unlock(&m);
}

task<> pthread_mutex_lock_ok(pthread_mutex_t &m) {
  pthread_mutex_lock(&m);
  pthread_mutex_unlock(&m);
  co_await tick();
}

task<> pthread_mutex_trylock_bad(pthread_mutex_t &m) {
  if (pthread_mutex_trylock(&m) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_mutex_unlock(&m);
  }
}

task<> pthread_mutex_timedlock_bad(pthread_mutex_t &m) {
  if (pthread_mutex_timedlock(&m, x) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_mutex_unlock(&m);
  }
}

task<> pthread_rwlock_rdlock_bad(pthread_rwlock_t &m) {
  pthread_rwlock_rdlock(&m);
  co_await tick(); // expected-warning {{locked across}}
  pthread_rwlock_unlock(&m);
}

task<> pthread_rwlock_rdlock_ok(pthread_rwlock_t &m) {
  pthread_rwlock_rdlock(&m);
  pthread_rwlock_unlock(&m);
  co_await tick();
}

task<> pthread_rwlock_tryrdlock_bad(pthread_rwlock_t &m) {
  if (pthread_rwlock_tryrdlock(&m) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_rwlock_unlock(&m);
  }
}

task<> pthread_rwlock_timedrdlock_bad(pthread_rwlock_t &m) {
  if (pthread_rwlock_timedrdlock(&m, x) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_rwlock_unlock(&m);
  }
}

task<> pthread_rwlock_wrlock_bad(pthread_rwlock_t &m) {
  pthread_rwlock_wrlock(&m);
  co_await tick(); // expected-warning {{locked across}}
  pthread_rwlock_unlock(&m);
}

task<> pthread_rwlock_wrlock_ok(pthread_rwlock_t &m) {
  pthread_rwlock_wrlock(&m);
  pthread_rwlock_unlock(&m);
  co_await tick();
}

task<> pthread_rwlock_trywrlock_bad(pthread_rwlock_t &m) {
  if (pthread_rwlock_trywrlock(&m) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_rwlock_unlock(&m);
  }
}

task<> pthread_rwlock_timedwrlock_bad(pthread_rwlock_t &m) {
  if (pthread_rwlock_timedwrlock(&m, x) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_rwlock_unlock(&m);
  }
}

task<> pthread_spin_lock_bad(pthread_spinlock_t &m) {
  pthread_spin_lock(&m);
  co_await tick(); // expected-warning {{locked across}}
  pthread_spin_unlock(&m);
}

task<> pthread_spin_lock_ok(pthread_spinlock_t &m) {
  pthread_spin_lock(&m);
  pthread_spin_unlock(&m);
  co_await tick();
}

task<> pthread_spin_trylock_bad(pthread_spinlock_t &m) {
  if (pthread_spin_trylock(&m) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    pthread_spin_unlock(&m);
  }
}

task<> mtx_lock_bad(mtx_t &m) {
  mtx_lock(&m);
  co_await tick(); // expected-warning {{locked across}}
  mtx_unlock(&m);
}

task<> mtx_lock_ok(mtx_t &m) {
  mtx_lock(&m);
  mtx_unlock(&m);
  co_await tick();
}

task<> mtx_trylock_bad(mtx_t &m) {
  if (mtx_trylock(&m) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    mtx_unlock(&m);
  }
}

task<> mtx_timedlock_bad(mtx_t &m) {
  if (mtx_timedlock(&m, x) == 0) {
    co_await tick(); // expected-warning {{locked across}}
    mtx_unlock(&m);
  }
}

//===-- what is only told ---------------------------------------------------------===//

struct stream {
  const char *name;
  int number;
  FILE *file;
};

task<> printf_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  printf("%s", o.name);
}

task<> fprintf_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fprintf(stderr, "%s", o.name);
}

task<> vprintf_of_it_ok(stream &o, va_list args) {
  co_await first(take(o), tick());
  vprintf(o.name, args);
}

task<> vfprintf_of_it_ok(stream &o, va_list args) {
  co_await first(take(o), tick());
  vfprintf(stderr, o.name, args);
}

task<> dprintf_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  dprintf(2, "%s", o.name);
}

task<> puts_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  puts(o.name);
}

task<> fputs_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fputs(o.name, stderr);
}

task<> putchar_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  putchar(o.number);
}

task<> fputc_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fputc(o.number, stderr);
}

task<> fflush_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fflush(o.file);
}

task<> perror_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  perror(o.name);
}

task<> syslog_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  syslog(1, "%s", o.name);
}

task<> vsyslog_of_it_ok(stream &o, va_list args) {
  co_await first(take(o), tick());
  vsyslog(1, o.name, args);
}

//===-- what belongs together ------------------------------------------------------===//

task<> malloc_bad() {
  auto held = malloc(x);
  co_await tick(); // expected-warning {{is never released}}
  free(held);
}
task<> malloc_raced_ok() { co_await first(malloc_bad(), tick()); }

task<> calloc_bad() {
  auto held = calloc(x, x);
  co_await tick(); // expected-warning {{is never released}}
  free(held);
}
task<> calloc_raced_ok() { co_await first(calloc_bad(), tick()); }

task<> realloc_bad() {
  auto held = realloc(x, x);
  co_await tick(); // expected-warning {{is never released}}
  free(held);
}
task<> realloc_raced_ok() { co_await first(realloc_bad(), tick()); }

task<> strdup_bad() {
  auto held = strdup(x);
  co_await tick(); // expected-warning {{is never released}}
  free(held);
}
task<> strdup_raced_ok() { co_await first(strdup_bad(), tick()); }

task<> strndup_bad() {
  auto held = strndup(x, x);
  co_await tick(); // expected-warning {{is never released}}
  free(held);
}
task<> strndup_raced_ok() { co_await first(strndup_bad(), tick()); }

task<> aligned_alloc_bad() {
  auto held = aligned_alloc(x, x);
  co_await tick(); // expected-warning {{is never released}}
  free(held);
}
task<> aligned_alloc_raced_ok() { co_await first(aligned_alloc_bad(), tick()); }

task<> fopen_bad() {
  auto held = fopen(x, x);
  co_await tick(); // expected-warning {{is never released}}
  fclose(held);
}
task<> fopen_raced_ok() { co_await first(fopen_bad(), tick()); }

task<> fdopen_bad() {
  auto held = fdopen(x, x);
  co_await tick(); // expected-warning {{is never released}}
  fclose(held);
}
task<> fdopen_raced_ok() { co_await first(fdopen_bad(), tick()); }

task<> tmpfile_bad() {
  auto held = tmpfile();
  co_await tick(); // expected-warning {{is never released}}
  fclose(held);
}
task<> tmpfile_raced_ok() { co_await first(tmpfile_bad(), tick()); }

task<> popen_bad() {
  auto held = popen(x, x); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick(); // expected-warning {{is never released}}
  pclose(held); // expected-warning {{blocks the thread that this coroutine}}
}
task<> popen_raced_ok() { co_await first(popen_bad(), tick()); }

task<> open_bad() {
  auto held = open(x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> open_raced_ok() { co_await first(open_bad(), tick()); }

task<> openat_bad() {
  auto held = openat(x, x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> openat_raced_ok() { co_await first(openat_bad(), tick()); }

task<> creat_bad() {
  auto held = creat(x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> creat_raced_ok() { co_await first(creat_bad(), tick()); }

task<> socket_bad() {
  auto held = socket(x, x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> socket_raced_ok() { co_await first(socket_bad(), tick()); }

task<> accept_bad() {
  auto held = accept(x, x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> accept_raced_ok() { co_await first(accept_bad(), tick()); }

task<> accept4_bad() {
  auto held = accept4(x, x, x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> accept4_raced_ok() { co_await first(accept4_bad(), tick()); }

task<> dup_bad() {
  auto held = dup(x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> dup_raced_ok() { co_await first(dup_bad(), tick()); }

task<> eventfd_bad() {
  auto held = eventfd(x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> eventfd_raced_ok() { co_await first(eventfd_bad(), tick()); }

task<> epoll_create_bad() {
  auto held = epoll_create(x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> epoll_create_raced_ok() { co_await first(epoll_create_bad(), tick()); }

task<> epoll_create1_bad() {
  auto held = epoll_create1(x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> epoll_create1_raced_ok() { co_await first(epoll_create1_bad(), tick()); }

task<> timerfd_create_bad() {
  auto held = timerfd_create(x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> timerfd_create_raced_ok() { co_await first(timerfd_create_bad(), tick()); }

task<> signalfd_bad() {
  auto held = signalfd(x, x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> signalfd_raced_ok() { co_await first(signalfd_bad(), tick()); }

task<> memfd_create_bad() {
  auto held = memfd_create(x, x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> memfd_create_raced_ok() { co_await first(memfd_create_bad(), tick()); }

task<> mkstemp_bad() {
  auto held = mkstemp(x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> mkstemp_raced_ok() { co_await first(mkstemp_bad(), tick()); }

task<> inotify_init_bad() {
  auto held = inotify_init();
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> inotify_init_raced_ok() { co_await first(inotify_init_bad(), tick()); }

task<> inotify_init1_bad() {
  auto held = inotify_init1(x);
  co_await tick(); // expected-warning {{is never released}}
  close(held);
}
task<> inotify_init1_raced_ok() { co_await first(inotify_init1_bad(), tick()); }

task<> opendir_bad() {
  auto held = opendir(x);
  co_await tick(); // expected-warning {{is never released}}
  closedir(held);
}
task<> opendir_raced_ok() { co_await first(opendir_bad(), tick()); }

task<> fdopendir_bad() {
  auto held = fdopendir(x);
  co_await tick(); // expected-warning {{is never released}}
  closedir(held);
}
task<> fdopendir_raced_ok() { co_await first(fdopendir_bad(), tick()); }

task<> mmap_bad() {
  auto held = mmap(x, x, x, x, x, x);
  co_await tick(); // expected-warning {{is never released}}
  munmap(held, x);
}
task<> mmap_raced_ok() { co_await first(mmap_bad(), tick()); }

task<> dlopen_bad() {
  auto held = dlopen(x, x);
  co_await tick(); // expected-warning {{is never released}}
  dlclose(held);
}
task<> dlopen_raced_ok() { co_await first(dlopen_bad(), tick()); }

//===-- how cancellation is told ---------------------------------------------------===//

task<> stopped_by_number_ok() {
  for (;;) {
    try {
      co_await tick();
    } catch (const std::system_error &e) {
      if (e.code().value() == ECANCELED)
        co_return;
    }
  }
}
