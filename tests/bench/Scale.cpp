//===- Scale.cpp - What linking and analysing a large program costs ---------===//
//
//   corosafe-scale COROUTINES [--findings]
//
// One line: numbers of coroutines, functions, events and findings, milliseconds of
// processor time of reading the units from bytes as the cache keeps them, of link()
// and of analyze(), and the most memory that was in use.
// --findings prints what was found instead, so that two builds can be compared.
//
//===----------------------------------------------------------------------===//

#include "Analyze.h"
#include "Generate.h"
#include "facts/FactsCodec.h"
#include "facts/Link.h"
#include "models/ModelStore.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <sys/resource.h>

using namespace corosafe;

/// Processor time of this process so far: what else runs on the machine does not count.
static double milliseconds() {
  rusage Usage{};
  getrusage(RUSAGE_SELF, &Usage);
  auto Of = [](const timeval &T) { return T.tv_sec * 1000.0 + T.tv_usec / 1000.0; };
  return Of(Usage.ru_utime) + Of(Usage.ru_stime);
}

static void print(const Location &Where, llvm::StringRef Text) {
  llvm::outs() << Where.File << ":" << Where.Line << ":" << Where.Column << "-" << Where.EndLine << ":" << Where.EndColumn
               << ": " << Text << "\n";
}

static void print(const AnalysisResult &Result) {
  for (const Finding &F : Result.Findings) {
    print(F.Where, F.Check + " " + std::to_string(int(F.Sure)) + " " + F.Function + ": " + F.Message);
    for (const Note &N : F.Notes)
      print(N.Where, "  " + N.Message);
    llvm::outs() << "  help: " << F.Help << "\n";
    for (const Fix &X : F.Fixes)
      llvm::outs() << "  fix: " << X.Message << "\n";
  }
  for (const Skipped &S : Result.NotAnalysed)
    llvm::outs() << "skipped: " << S.File << ": " << S.Function << ": " << S.Reason << "\n";
  for (const UnknownAwait &U : Result.UnknownAwaits)
    llvm::outs() << "unknown: " << U.Name << " " << U.Count << "\n";
}

int main(int Count, char **Arguments) {
  uint32_t Coroutines = 0;
  bool Findings = Count == 3 && llvm::StringRef(Arguments[2]) == "--findings";
  if (Count != 2 + Findings || llvm::StringRef(Arguments[1]).getAsInteger(10, Coroutines) || Coroutines > 10000000) {
    llvm::errs() << "usage: corosafe-scale COROUTINES [--findings]\n";
    return 2;
  }
  ModelStore Models = ModelStore::builtin();
  Linker Link(bench::unitsOf(Coroutines));
  double Reading = 0, Linking = 0;
  bench::generate(Coroutines, [&](TuFacts Unit) {
    std::string Bytes = encodeFactsBinary(Unit);
    double Start = milliseconds();
    TuFacts Kept = llvm::cantFail(decodeFactsBinary(Bytes));
    double Read = milliseconds();
    Link.add(std::move(Kept));
    Reading += Read - Start;
    Linking += milliseconds() - Read;
  });
  TuFacts Program = Link.take();
  double Linked = milliseconds();
  AnalyzeOptions Options;
  Options.EndsSoon = true; // As in the command.
  AnalysisResult Result = analyze(Program, Models, Options);
  double Done = milliseconds();
  if (Findings) {
    print(Result);
    return 0;
  }
  uint64_t Events = 0;
  for (const FunctionFacts &F : Program.Functions)
    Events += F.Events.size();
  rusage Usage{};
  getrusage(RUSAGE_SELF, &Usage);
  llvm::outs() << llvm::format("%u coroutines, %zu functions, %llu events, %zu findings, %zu skipped: read %.0f ms, link %.0f ms, analyze %.0f ms, at most %ld MiB\n",
                               Result.Stats.Coroutines, Program.Functions.size(), (unsigned long long)Events,
                               Result.Findings.size(), Result.NotAnalysed.size(), Reading, Linking, Done - Linked,
                               Usage.ru_maxrss / 1024);
  return 0;
}
