//===- Workers.cpp ---------------------------------------------------------===//

#include "Workers.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

using namespace corosafe;

namespace {

/// What the parse of a file with large headers takes.
constexpr uint64_t BytesOfOneJob = 400u << 20;

std::optional<uint64_t> numberIn(llvm::StringRef File, llvm::StringRef Behind) {
  auto Text = llvm::MemoryBuffer::getFileAsStream(File);
  if (!Text)
    return std::nullopt;
  llvm::StringRef Rest = (*Text)->getBuffer();
  size_t At = Rest.find(Behind);
  uint64_t Number = 0;
  if (At == llvm::StringRef::npos || Rest.drop_front(At + Behind.size()).ltrim().consumeInteger(10, Number))
    return std::nullopt;
  return Number;
}

/// Not the peak: what finished jobs have given back may be used again.
uint64_t bytesHeld() {
  auto Text = llvm::MemoryBuffer::getFileAsStream("/proc/self/statm");
  if (!Text)
    return 0;
  llvm::StringRef Rest = (*Text)->getBuffer();
  uint64_t Total = 0, Resident = 0;
  if (Rest.consumeInteger(10, Total) || Rest.ltrim().consumeInteger(10, Resident))
    return 0;
  return Resident * llvm::sys::Process::getPageSizeEstimate();
}

uint64_t defaultLimit() {
  uint64_t Free = numberIn("/proc/meminfo", "MemAvailable:").value_or(4u << 20) << 10;
  // In a container the machine's memory is not all ours.
  if (std::optional<uint64_t> Most = numberIn("/sys/fs/cgroup/memory.max", ""))
    Free = std::min(Free, *Most - std::min(*Most, numberIn("/sys/fs/cgroup/memory.current", "").value_or(0)));
  return bytesHeld() + Free / 4 * 3;
}

class Gate {
public:
  explicit Gate(uint64_t Limit) : Limit(Limit) {}

  void enter() {
    std::unique_lock<std::mutex> Lock(Guard);
    // What jobs that have just begun will take is not held yet.
    Freed.wait(Lock, [&] { return Running == 0 || std::max(bytesHeld(), Running * BytesOfOneJob) + BytesOfOneJob <= Limit; });
    ++Running;
  }

  void leave() {
    {
      std::lock_guard<std::mutex> Lock(Guard);
      --Running;
    }
    Freed.notify_all();
  }

private:
  std::mutex Guard;
  std::condition_variable Freed;
  uint64_t Limit, Running = 0;
};

} // namespace

void corosafe::forEachJob(llvm::ArrayRef<size_t> Jobs, const WorkLimits &Limits, llvm::function_ref<void(size_t)> Do) {
  Gate Memory(Limits.Bytes ? Limits.Bytes : defaultLimit());
  std::atomic<size_t> Next = 0;
  auto Work = [&] {
    for (size_t I = Next++; I < Jobs.size(); I = Next++) {
      Memory.enter();
      Do(Jobs[I]);
      Memory.leave();
    }
  };
  size_t Threads = Limits.Threads ? Limits.Threads : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> Others;
  for (size_t I = 1; I < std::min(Threads, Jobs.size()); ++I)
    Others.emplace_back(Work);
  Work();
  for (std::thread &Other : Others)
    Other.join();
}
