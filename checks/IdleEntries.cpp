//===- IdleEntries.cpp - Which entries of a model change nothing -------------===//
//
// An entry is taken out, the facts are judged anew, and everything that a user can
// be shown is compared: findings, what --check-models lists, and what --summary and
// --why-cancellable say of each function. What an entry says may be what would be
// guessed without it: then it shows when it says nothing, or the opposite.
//
//===----------------------------------------------------------------------===//

#include "Analyze.h"
#include "models/ModelStore.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

namespace corosafe {
namespace {

class IdleEntries {
public:
  IdleEntries(const TuFacts &Facts, const ModelStore &Models) : Facts(Facts), Models(Models), AllSaid(said()) {
    for (const std::string &S : Facts.Strings)
      Known.insert(lastPart(S));
  }

  std::vector<std::string> of(LibraryModel &Library) {
    llvm::StringMap<unsigned> Alike, Seen;
    for (const FunctionModel &F : Library.Functions)
      ++Alike[F.Name];
    for (FunctionModel &F : Library.Functions) {
      unsigned Which = ++Seen[F.Name];
      FunctionModel Never = F, Silent, Opposite = F;
      Never.When.MinArgs = ~0u;
      Silent.Name = F.Name;
      Silent.Library = F.Library;
      Silent.When = F.When;
      for (Action &A : Opposite.Acts)
        A.Does = opposite(A.Does);
      if (!matters(F, Never, F.Name) && !matters(F, Silent, F.Name) && (F.Acts.empty() || !matters(F, Opposite, F.Name)))
        Idle.push_back(Alike[F.Name] == 1 ? F.Name : F.Name + " (" + std::to_string(Which) + " of " + std::to_string(Alike[F.Name]) + ")");
    }
    for (TypeModel &T : Library.Types)
      ofType(T);
    ofWhole(Library);
    for (CallPair &P : Library.Pairs) {
      CallPair Endless = P;
      Endless.Begin.clear();
      std::string Name = P.Begin.front();
      bool Matters = P.Words ? matters(P, Endless, "") : llvm::any_of(P.Begin, [&](const std::string &B) { return matters(P, Endless, B); });
      if (!Matters)
        Idle.push_back(Name + " (pair)");
    }
    return std::move(Idle);
  }

private:
  static llvm::StringRef lastPart(llvm::StringRef Name) {
    size_t Colon = Name.rfind("::");
    return Colon == llvm::StringRef::npos ? Name : Name.drop_front(Colon + 2);
  }

  /// Everything that a user can be shown, as text.
  std::string said() const {
    AnalyzeOptions Options;
    Options.ListUnknownAwaits = Options.DescribeAll = true;
    AnalysisResult R = analyze(Facts, Models, Options);
    std::string Text = std::move(R.Description);
    llvm::raw_string_ostream OS(Text);
    for (const Finding &F : R.Findings) {
      OS << F.Check << static_cast<unsigned>(F.Sure) << F.Where.File << ':' << F.Where.Offset << F.Message << F.Help << '\n';
      for (const Note &N : F.Notes)
        OS << N.Where.File << ':' << N.Where.Offset << N.Message << '\n';
      for (const Fix &X : F.Fixes)
        for (const Replacement &By : X.Replacements)
          OS << By.Offset << By.Text << '\n';
    }
    for (const UnknownAwait &U : R.UnknownAwaits)
      OS << U.Count << U.Name << '\n';
    return Text;
  }

  /// Whether something else is said with Other in the place of Part. Name is what code must name for that.
  template <class T> bool matters(T &Part, T Other, llvm::StringRef Name) {
    if (!Name.empty() && !Known.contains(lastPart(Name)))
      return false;
    std::swap(Part, Other);
    bool Changes = said() != AllSaid;
    std::swap(Part, Other);
    return Changes;
  }

  static Act opposite(Act A) {
    switch (A) {
    case Act::Observes:
    case Act::Cancels:
    case Act::Logs:
    case Act::Closes:
      return Act::Uses;
    case Act::Stores:
    case Act::Offloads:
      return Act::Invokes;
    default:
      return Act::Observes;
    }
  }

  /// What it says of itself.
  void ofWhole(LibraryModel &Library) {
    auto Each = [&](std::vector<std::string> &Names, const char *Key) {
      for (std::string &Part : Names)
        if (std::string Name = Part; !matters(Part, std::string(), Name))
          Idle.push_back(Name + " (" + Key + ")");
    };
    Each(Library.Signals, "signal");
    Each(Library.Ends, "end");
    for (std::string &Verb : Library.Closers)
      if (std::string Name = Verb; !matters(Verb, std::string(), ""))
        Idle.push_back(Name + " (closer)");
    for (std::string &Verb : Library.Launchers)
      if (std::string Name = Verb; !matters(Verb, std::string(), ""))
        Idle.push_back(Name + " (launcher)");
    // Each alone: a test may well name several.
    std::vector<std::string> With;
    std::swap(With, Library.MigratesWith);
    std::string Before = std::exchange(AllSaid, With.empty() ? AllSaid : said());
    for (const std::string &Name : With)
      if (!matters(Library.MigratesWith, std::vector{Name}, Name))
        Idle.push_back(Name + " (migratesWith)");
    std::swap(With, Library.MigratesWith);
    AllSaid = std::move(Before);
    auto Whole = [&](auto &Part, auto Other, const char *Key) {
      if (!matters(Part, Other, ""))
        Idle.push_back(Library.Name + " (" + Key + ")");
    };
    if (!Library.Sleep.empty())
      Whole(Library.Sleep, std::string(), "sleep");
    for (auto &[Part, Key] : {std::pair(&Library.StaysCancelled, "staysCancelled"), {&Library.TokenImplicit, "tokenImplicit"}, {&Library.ReachesEvery, "reachesEvery"}, {&Library.Migrates, "migrates"}})
      if (*Part)
        Whole(*Part, false, Key);
    if (Library.Stackful) {
      auto Suspend = [&](bool Yes) {
        for (FunctionModel &F : Library.Functions)
          if (F.Op || F.Combines)
            F.Stackful = Yes && !F.NeverSuspends;
      };
      Suspend(false);
      if (said() == AllSaid)
        Idle.push_back(Library.Name + " (stackful)");
      Suspend(true);
    }
    if (Library.Delivers != Delivery::Exception)
      Whole(Library.Delivers, Delivery::Exception, "delivery");
  }

  void ofType(TypeModel &T) {
    llvm::StringRef Name = T.Declares.empty() ? T.Name : T.Declares;
    auto Part = [&](auto &P, llvm::StringRef Key, auto... Opposite) {
      std::remove_reference_t<decltype(P)> Nothing{};
      if (P && !matters(P, Nothing, Name) && !(matters(P, decltype(Nothing)(Opposite), Name) || ...))
        Idle.push_back((Name + " (" + Key + ")").str());
    };
    auto Flipped = [](auto Part) {
      if (Part)
        Part->Blocks = Part->Blocks == Blocking::Async || Part->Blocks == Blocking::NoOp ? Blocking::Thread : Blocking::Async;
      return Part;
    };
    auto Task = T.Task;
    if (Task)
      Task->OnDrop = Task->OnDrop == TaskModel::Harmless ? TaskModel::Detaches : TaskModel::Harmless;
    auto Token = T.Token;
    if (Token)
      (Token->IsSource ? Token->IsSource : Token->Never) ^= true;
    ScopeModel Dangling, SelfJoining;
    SelfJoining.OnMissing = ScopeModel::SelfJoins;
    Part(T.Task, "task", Task);
    Part(T.Mutex, "mutex", Flipped(T.Mutex));
    Part(T.Guard, "guard", Flipped(T.Guard));
    Part(T.Awaited, "awaited");
    Part(T.Combines, "combinator");
    Part(T.Token, "token", Token);
    Part(T.Scope, "scope", Dangling, SelfJoining);
    Part(T.Delivers, "delivery");
    Part(T.CountReturned, "countReturned");
    Part(T.NeverSuspends, "neverSuspends");
    Part(T.Droppable, "droppable");
    Part(T.CancelSignal, "cancelSignal");
    Part(T.Stackful, "stackful");
    Part(T.Shield, "shield");
    Part(T.View, "view");
    Part(T.Owner, "owner");
    Part(T.Counted, "counted");
  }

  const TuFacts &Facts;
  const ModelStore &Models;
  std::string AllSaid;
  llvm::StringSet<> Known;
  std::vector<std::string> Idle;
};

} // namespace

std::vector<std::string> idleEntries(const TuFacts &Facts, ModelStore &Models, llvm::StringRef Library) {
  std::vector<std::string> All;
  for (const std::unique_ptr<LibraryModel> &L : Models.libraries())
    if (L->Name == Library)
      llvm::append_range(All, IdleEntries(Facts, Models).of(*L));
  return All;
}

} // namespace corosafe
