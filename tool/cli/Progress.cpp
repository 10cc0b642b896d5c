//===- Progress.cpp ----------------------------------------------------------===//

#include "Progress.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace corosafe;

static double secondsBetween(std::chrono::steady_clock::time_point From, std::chrono::steady_clock::time_point To) {
  return std::chrono::duration<double>(To - From).count();
}

static std::string duration(double Seconds) {
  auto Whole = static_cast<unsigned long>(Seconds + 0.5);
  if (Whole < 60)
    return std::to_string(Whole) + " s";
  if (Whole < 3600)
    return std::to_string(Whole / 60) + " min " + std::to_string(Whole % 60) + " s";
  return std::to_string(Whole / 3600) + " h " + std::to_string(Whole / 60 % 60) + " min";
}

Progress::Progress(size_t Total, bool Wanted)
    : Total(Total), Wanted(Wanted && Total > 1), OnTerminal(llvm::sys::Process::StandardErrIsDisplayed()) {}

void Progress::finish() {
  if (Wanted && OnTerminal && LastShown != Start)
    llvm::errs() << "\r\x1b[K";
}

void Progress::begin() {
  std::lock_guard<std::mutex> Lock(Guard);
  Began[std::this_thread::get_id()] = Clock::now();
}

void Progress::done(llvm::StringRef File) {
  if (!Wanted)
    return;
  std::lock_guard<std::mutex> Lock(Guard);
  Clock::time_point Now = Clock::now();
  ++Count;
  if (double Took = secondsBetween(Began[std::this_thread::get_id()], Now); Took > SlowestSeconds) {
    SlowestSeconds = Took;
    Slowest = llvm::sys::path::filename(File).str();
  }
  if (secondsBetween(LastShown, Now) >= (OnTerminal ? 0.1 : 10)) {
    LastShown = Now;
    show();
  }
}

std::string Progress::line(bool WithBar) const {
  constexpr size_t Width = 20;
  double Elapsed = secondsBetween(Start, Clock::now()), Rate = static_cast<double>(Count) / std::max(Elapsed, 1e-3);
  std::string Line;
  llvm::raw_string_ostream OS(Line);
  if (WithBar) {
    size_t Filled = Width * Count / Total;
    OS << '[' << std::string(Filled, '=') << (Filled < Width ? ">" : "") << std::string(Width - Filled - (Filled < Width), ' ') << "] ";
  }
  OS << Count << '/' << Total << " files, " << llvm::format("%.1f/s", Rate) << ", " << duration(static_cast<double>(Total - Count) / Rate) << " left";
  if (!Slowest.empty())
    OS << ", slowest: " << Slowest << llvm::format(" (%.1f s)", SlowestSeconds);
  return Line;
}

void Progress::show() {
  if (!OnTerminal) {
    llvm::errs() << "corosafe: " << line(/*WithBar=*/false) << "\n";
    return;
  }
  // A line that wraps could not be written over.
  unsigned Columns = llvm::sys::Process::StandardErrColumns();
  std::string Line = line(/*WithBar=*/true);
  llvm::errs() << "\r\x1b[K" << llvm::StringRef(Line).take_front(Columns > 1 ? Columns - 1 : 79);
}
