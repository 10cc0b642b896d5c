//===- Analyze.cpp ----------------------------------------------------------===//

#include "Analyze.h"
#include "flow/Cancellability.h"
#include "flow/Closings.h"
#include "flow/Program.h"
#include "flow/Summary.h"
#include "models/ModelStore.h"
#include "rules/Check.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace corosafe {

static constexpr const Check *Checks[] = {
#define CHECK(Name) &Name,
#include "rules/checks.def"
#undef CHECK
};

llvm::ArrayRef<CheckInfo> allChecks() {
  static const auto Infos = [] {
    std::array<CheckInfo, std::size(Checks)> R;
    for (size_t I = 0; I < R.size(); ++I)
      R[I] = {Checks[I]->Id, Checks[I]->Summary, Checks[I]->Doc, Checks[I]->Cwe};
    return R;
  }();
  return Infos;
}

llvm::StringRef version() { return "0.1.0"; }

Location CheckInput::at(const SourceSpan &S) const {
  Location L;
  if (!S.valid())
    return L;
  L.File = P.Facts.Files[S.File];
  L.Line = S.Line;
  L.Column = S.Column;
  L.EndLine = S.EndLine;
  L.EndColumn = S.EndColumn;
  L.Offset = S.Begin;
  L.EndOffset = S.End;
  return L;
}

Finding CheckInput::finding(llvm::StringRef Check, const SourceSpan &Where, Confidence Sure) const {
  Finding R;
  R.Check = Check.str();
  R.Sure = Sure;
  R.Where = at(Where);
  R.Function = P.functionName(F);
  return R;
}

std::vector<Fix> CheckInput::renamed(const Renaming &R) const {
  if (R.Call == None)
    return {};
  const Event &E = facts().Events[R.Call];
  Location L = at(E.Range);
  uint32_t Length = P.str(P.Facts.Entities[E.Callee].Leaf).size();
  return {{("use '" + R.To + "'").str(), {{L.File, L.Offset + E.NameAfter, Length, R.To.str()}}}};
}

std::string CheckInput::spellType(TypeId T) const {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty)
    return "task";
  llvm::StringRef Spelling = P.str(Ty->Spelling);
  return (Spelling.empty() || Spelling.size() > 60 ? P.str(Ty->Name) : Spelling).str();
}

/// A message without template arguments, which is the same for all instantiations.
static std::string withoutArguments(llvm::StringRef Message) {
  std::string R, Open;
  unsigned Depth = 0;
  for (char C : Message) {
    if (C == '<')
      ++Depth;
    (Depth ? Open : R) += C;
    if (C == '>' && Depth && --Depth == 0)
      Open.clear();
  }
  return R + Open;
}

static auto position(const Finding &F) {
  return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check, F.Message);
}

/// Findings of several instantiations of one template are one; the surest stays.
static void sortAndMerge(std::vector<Finding> &Findings) {
  auto ByPosition = [](const Finding &A, const Finding &B) { return position(A) < position(B); };
  std::stable_sort(Findings.begin(), Findings.end(), [&](const Finding &A, const Finding &B) {
    return A.Sure != B.Sure ? A.Sure > B.Sure : ByPosition(A, B);
  });
  std::set<std::tuple<std::string, uint32_t, uint32_t, uint32_t, uint32_t, std::string, std::string>> Seen;
  llvm::erase_if(Findings, [&](const Finding &F) {
    const Location &L = F.Where;
    return !Seen.emplace(L.File, L.Line, L.Column, L.EndLine, L.EndColumn, F.Check, withoutArguments(F.Message)).second;
  });
  std::stable_sort(Findings.begin(), Findings.end(), ByPosition);
}

/// Counts what is awaited without a model or a body to say what it does.
static void listUnknown(const Program &P, FunctionId F, const AwaitNode &N, const Event &At,
                        std::map<std::string, UnknownAwait> &Into) {
  if (N.K == AwaitNode::Combinator) {
    for (const AwaitNode &B : N.Branches)
      listUnknown(P, F, B, At, Into);
    return;
  }
  if (N.K != AwaitNode::Unknown)
    return;
  CheckInput In{P, {}, F};
  std::string Name = N.Name;
  // A task that was kept in a local is known by the call that made it.
  for (const Operand *O = At.Args.empty() ? nullptr : &At.Args[0]; O; O = P.soleValue(F, O->P.Index)) {
    if (O->K == Operand::OfValue && N.Made == None && P.function(F).Events[O->V].Kind == EventKind::Call && O != &At.Args[0])
      Name = P.calleeName(F, O->V);
    if (O->K != Operand::InPlace || O->P.Root != Place::Local || !O->P.Path.empty())
      break;
  }
  if (Name.empty() && !At.Args.empty())
    Name = In.spellType(P.typeOf(P.function(F), At.Args[0]));
  UnknownAwait &U = Into[Name];
  if (U.Count++ == 0) {
    U.Name = Name;
    U.First = In.at(N.Range.valid() ? N.Range : At.Range);
  }
}

static void listUnknown(const Program &P, AnalysisResult &R) {
  std::map<std::string, UnknownAwait> ByName;
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    if (P.isLibraryCode(F))
      continue;
    for (const Event &E : P.function(F).Events)
      if (E.Kind == EventKind::Suspend && E.How == SuspendKind::Await && !E.Args.empty() && !E.NeverSuspends)
        listUnknown(P, F, resolveAwaited(P, F, E.Args[0]), E, ByName);
  }
  for (auto &[Name, U] : ByName)
    R.UnknownAwaits.push_back(std::move(U));
  llvm::stable_sort(R.UnknownAwaits, [](const UnknownAwait &A, const UnknownAwait &B) { return A.Count > B.Count; });
}

//===-- describeSummary ---------------------------------------------------===//

static std::string spelled(const Program &P, FunctionId F, llvm::ArrayRef<Place> On) {
  std::string R;
  for (const Place &Pl : On)
    R += (R.empty() ? "'" : ", '") + P.spell(F, Pl) + "'";
  return R;
}

static void describe(const Program &P, FunctionId F, const Summary &S, llvm::raw_ostream &OS) {
  CheckInput In{P, {}, F};
  const FunctionFacts &Fn = P.function(F);
  auto At = [&](const SourceSpan &Where) {
    Location L = In.at(Where);
    return L.File + ":" + std::to_string(L.Line) + ":" + std::to_string(L.Column);
  };
  OS << P.functionName(F) << " (" << At(Fn.Name) << ")\n";
  if (!S.Known)
    OS << "  was not analysed to the end\n";
  if (!Fn.IsCoroutine)
    OS << "  is no coroutine\n";
  else if (!S.Suspends)
    OS << "  has no point at which it could be cancelled\n";
  else if (S.Inherent.empty())
    OS << "  is cancel-safe: cancelled at any suspend point, it has done nothing that its caller would miss\n";
  else
    OS << "  is not cancel-safe:\n";
  for (const Loss &L : S.Inherent) {
    OS << "    " << L.What << "; on " << spelled(P, F, L.On) << "\n";
    for (const Step &St : L.Why.steps())
      OS << "      " << At(St.Where) << ": " << St.Text << "\n";
  }
  for (const Loss &L : S.OnDiscard) {
    OS << "  its result must not be dropped: " << L.What << "; on " << spelled(P, F, L.On) << "\n";
    for (const Step &St : L.Why.steps())
      OS << "      " << At(St.Where) << ": " << St.Text << "\n";
  }
  for (const DoneEffect &E : S.Effects)
    OS << "  " << (E.Dir == Direction::Out ? "produces on " : "consumes from ") << spelled(P, F, E.On)
       << (E.Returned ? ", and returns it" : "") << "\n";
  for (const PlaceUse &U : S.Uses)
    if (U.K == PlaceUse::Closes)
      OS << "  closes " << spelled(P, F, {U.On}) << "\n";
  for (const Abandon &A : S.Abandons)
    OS << "  abandons " << spelled(P, F, A.What.On) << " when '" << A.What.Name << "' loses its race at "
       << At(A.RaceRange) << (A.Exit.Throws ? ", and throws" : "") << "\n";
  for (const ParameterRace &R : S.Races)
    OS << "  races its parameter '" << P.str(Fn.Params[R.Index].Name) << "' at " << At(R.RaceRange) << "\n";
}

static bool isNamed(const Program &P, FunctionId F, llvm::StringRef Name) {
  std::string Full = P.functionName(F);
  return Full == Name || llvm::StringRef(Full).ends_with(("::" + Name).str());
}

static llvm::StringRef describe(Delivery D) {
  switch (D) {
  case Delivery::Exception: return "cancellation arrives as an exception at the awaited operation";
  case Delivery::ExceptionEveryAwait: return "cancellation arrives as an exception at every co_await";
  case Delivery::Unwind: return "cancellation destroys the frame: destructors run, catch blocks do not";
  case Delivery::Destroy: return "cancellation destroys the frame where it is suspended";
  case Delivery::Result: return "cancellation arrives as a result";
  case Delivery::None: return "its library has no cancellation";
  }
  return {};
}

static void describeCancellability(const Program &P, const ProgramFlow &Flow, FunctionId F, llvm::raw_ostream &OS) {
  CheckInput In{P, Flow, F};
  auto At = [&](const SourceSpan &Where) {
    Location L = In.at(Where);
    return L.File + ":" + std::to_string(L.Line) + ":" + std::to_string(L.Column);
  };
  const Reached &R = Flow.Cancellable[F];
  OS << P.functionName(F) << " (" << At(P.function(F).Name) << ")\n";
  if (!P.function(F).IsCoroutine)
    OS << "  is no coroutine\n";
  else if (R.Sure == Reached::Evident)
    OS << "  can be cancelled:\n";
  else if (R.Sure == Reached::Possible)
    OS << "  nothing in these files cancels it; its library lets whoever holds it do so\n";
  else
    OS << "  nothing in these files cancels it\n";
  for (const Step &S : R.Why)
    OS << "    " << At(S.Where) << ": " << S.Text << "\n";
  if (!P.function(F).IsCoroutine || R.Sure == Reached::No)
    return;
  OS << "  " << describe(deliveryOf(P, F)) << "\n";
  for (EventId E : Flow.Summaries[F].CancelPoints)
    OS << "    " << At(P.function(F).Events[E].Range) << ": it may arrive here\n";
}

std::string describeCancellability(const TuFacts &Facts, const ModelStore &Models, llvm::StringRef Function) {
  Program P(Facts, Models);
  ProgramFlow Flow = analyzeProgram(P);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (FunctionId F = 0; F < P.functionCount(); ++F)
    if (isNamed(P, F, Function))
      describeCancellability(P, Flow, F, OS);
  return Text;
}

std::string describeSummary(const TuFacts &Facts, const ModelStore &Models, llvm::StringRef Function) {
  Program P(Facts, Models);
  ProgramFlow Flow = analyzeProgram(P);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    if (isNamed(P, F, Function))
      describe(P, F, Flow.Summaries[F], OS);
  }
  return Text;
}

//===-- analyze -----------------------------------------------------------===//

AnalysisResult analyze(const TuFacts &Facts, const ModelStore &Models, const AnalyzeOptions &Options) {
  AnalysisResult R;
  auto Linked = std::make_unique<Program>(Facts, Models);
  auto Inferred = std::make_unique<ProgramFlow>(analyzeProgram(*Linked));
  const Program &P = *Linked;
  ProgramFlow &Flow = *Inferred;
  Closings Ended(P);
  for (const SkippedFacts &S : Facts.Skipped)
    R.NotAnalysed.push_back({S.Range.valid() ? Facts.Files[S.Range.File] : Facts.Files.empty() ? "" : Facts.Files[0],
                             Facts.str(S.Function).str(), Facts.str(S.Reason).str()});
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    const FunctionFacts &Fn = P.function(F);
    ++R.Stats.Functions;
    R.Stats.Coroutines += Fn.IsCoroutine;
    if (P.isLibraryCode(F))
      continue;
    analyzeCancelled(P, F, Ended, Flow);
    if (!Flow.Found.count(F))
      continue; // Where nothing was found, no check has anything to say.
    for (const std::string &Reason : Flow.of(F).Incomplete)
      R.NotAnalysed.push_back({Fn.Name.valid() ? Facts.Files[Fn.Name.File] : "", P.functionName(F), Reason});
    CheckInput In{P, Flow, F};
    for (const Check *C : Checks)
      if (Options.Checks.empty() || llvm::is_contained(Options.Checks, C->Id.str()))
        C->Run(In, R.Findings);
  }
  R.Stats.SuspendPoints = P.suspendPoints();
  if (Options.ListUnknownAwaits)
    listUnknown(P, R);
  if (Options.DescribeAll) {
    llvm::raw_string_ostream OS(R.Description);
    for (FunctionId F = 0; F < P.functionCount(); ++F) {
      describe(P, F, Flow.Summaries[F], OS);
      describeCancellability(P, Flow, F, OS);
    }
  }
  sortAndMerge(R.Findings);
  if (Options.EndsSoon) {
    (void)Inferred.release();
    (void)Linked.release();
  }
  return R;
}

} // namespace corosafe
