//===- Idioms.cpp -----------------------------------------------------------===//

#include "Idioms.h"
#include "Cancellability.h"
#include "Summary.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

std::optional<Idiom> idiomOf(const Program &P, const LibraryModel &L, llvm::StringRef Text,
                             const std::vector<std::string> &Needs) {
  if (Text.empty() || L.Namespaces.empty())
    return std::nullopt;
  auto In = [&](llvm::StringRef Root, llvm::StringRef Part) {
    std::string From = L.Namespaces.front() + "::", Out = (" " + Part).str();
    for (char C : {'(', ' '})
      for (size_t At = 0; (At = Out.find(C + From, At)) != std::string::npos; At += Root.size())
        Out.replace(At + 1, L.Namespaces.front().size(), Root.str());
    return Out.substr(1);
  };
  for (const std::string &Root : L.Namespaces)
    if (llvm::all_of(Needs, [&](const std::string &N) { return P.symbol(In(Root, N)).has_value(); })) {
      auto [Before, After] = Text.split("{0}");
      return Idiom{In(Root, Before), In(Root, After)};
    }
  return std::nullopt;
}

/// It keeps nothing but copies of what it is given, so that it may go on by itself.
static bool ownsAll(const Program &P, const Event &Made) {
  if (Made.Kind != EventKind::Call || Made.Callee == None || Made.Receiver.K != Operand::Nothing)
    return false;
  auto Owned = [&](const Operand &A) {
    const TypeModel *M = P.typeModel(A.Type);
    const TypeFacts *T = P.type(A.Type);
    return A.Pass == Passing::ByValue && !A.AddressOf && !(M && M->View) && !(T && (T->IsLambda || T->Kind == TypeFacts::Pointer));
  };
  return llvm::all_of(Made.Args, Owned);
}

std::optional<Idiom> dismissal(const Program &P, FunctionId F, EventId Id) {
  const FunctionFacts &Fn = P.function(F);
  const Event &Made = Fn.Events[Id];
  std::optional<TaskInfo> Info = taskInfo(P, Made.Type);
  if (!Info)
    return std::nullopt;
  bool Runs = Info->OnDrop == TaskModel::Detaches;
  if (Info->Model && !Info->Model->Dismiss.empty()) {
    const TypeModel *M = P.typeModel(Made.Type);
    bool Awaits = llvm::StringRef(Info->Model->Dismiss).contains("co_await");
    const LibraryModel *Here = Awaits && Fn.IsCoroutine && !Made.InHandler ? libraryOf(P, F) : nullptr;
    if ((Awaits && (!Here || Here->Name != M->Library)) || (!Runs && !ownsAll(P, Made)))
      return std::nullopt;
    for (const std::unique_ptr<LibraryModel> &L : P.Models.libraries())
      if (L->Name == M->Library)
        if (std::optional<Idiom> I = idiomOf(P, *L, Info->Model->Dismiss, Info->Model->DismissNeeds))
          return I;
    return std::nullopt;
  }
  if (Runs || (Info->VoidCastIsQuiet && Info->OnDrop != TaskModel::NeverRuns))
    return Idiom{"(void)", ""};
  return std::nullopt;
}

Renaming saferThan(const Program &P, FunctionId F, EventId Call) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Call];
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Call).Model : nullptr;
  if (!M || M->SaferName.empty() || E.NameAfter == None)
    return {};
  llvm::StringRef Scope = llvm::StringRef(M->Name).rsplit("::").first;
  const std::vector<std::string> None, *Old = &None, *New = &None;
  if (M->Combines)
    Old = &M->Combines->Throws;
  for (const FunctionModel *Safer : P.Models.functions((Scope + "::" + M->SaferName).str()))
    if (Safer->Combines)
      New = &Safer->Combines->Throws;
  for (const Event &Handler : Fn.Events) {
    const TypeFacts *Caught = Handler.Kind == EventKind::CatchEnter ? P.type(P.strip(Handler.Type)) : nullptr;
    std::string Name = Caught ? P.Models.canonical(P.str(Caught->Name)) : "";
    if (llvm::is_contained(*Old, Name) != llvm::is_contained(*New, Name))
      return {};
  }
  return {Call, M->SaferName};
}

static const AwaitNode *raceNamed(const AwaitNode &N, llvm::StringRef Name, unsigned Depth = 0) {
  if (N.K != AwaitNode::Combinator || Depth > 4)
    return nullptr;
  if (N.Name.str() == Name && N.Made != None && N.Path.empty())
    return &N;
  for (const AwaitNode &B : N.Branches)
    if (const AwaitNode *Found = raceNamed(B, Name, Depth + 1))
      return Found;
  return nullptr;
}

Renaming saferRace(const Program &P, const LostRace &R) {
  if (R.What.K != Loss::Discarded || R.Race.Function != R.In)
    return {};
  AwaitNode Root = resolveAwaited(P, R.In, P.function(R.In).Events[R.Race.Race].Args[0]);
  const AwaitNode *N = raceNamed(Root, R.RaceName);
  return N ? saferThan(P, R.In, N->Made) : Renaming();
}

} // namespace corosafe
