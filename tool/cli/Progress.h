//===- Progress.h - How far a long run is -------------------------------------===//
//
//   [=========>          ] 412/1000 files, 38.2/s, 15 s left, slowest: session.cpp (4.1 s)
//
// One line that is written over on a terminal; elsewhere a line every ten
// seconds, so that a log shows life and short runs stay silent. Standard error.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_PROGRESS_H
#define COROSAFE_TOOL_CLI_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace corosafe {

/// Its functions may be called from several threads.
class Progress {
public:
  Progress(size_t Total, bool Wanted);

  /// A thread begins a file, and is done with it.
  void begin();
  void done(llvm::StringRef File);

  /// Leaves the terminal's line empty.
  void finish();

private:
  using Clock = std::chrono::steady_clock;
  std::string line(bool WithBar) const;
  void show();

  const size_t Total;
  const bool Wanted, OnTerminal;
  const Clock::time_point Start = Clock::now();
  mutable std::mutex Guard;
  size_t Count = 0;
  Clock::time_point LastShown = Start;
  std::map<std::thread::id, Clock::time_point> Began;
  std::string Slowest;
  double SlowestSeconds = 0;
};

} // namespace corosafe

#endif
