//===- ModelJson.cpp ------------------------------------------------------===//

#include "ModelJson.h"
#include "JsonPositions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <functional>
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace corosafe {
namespace {

//===-- Enumerators ---------------------------------------------------------===//

/// The kebab-case names of an enumeration, in the order of its enumerators.
template <typename E> struct Names;
#define COROSAFE_NAMES(E, ...)                                                                     \
  template <> struct Names<E> {                                                                    \
    static constexpr llvm::StringLiteral All[] = {__VA_ARGS__};                                    \
  }
COROSAFE_NAMES(Delivery, "exception", "exception-every-await", "unwind", "destroy", "result", "none");
COROSAFE_NAMES(CombinatorKind, "race", "timeout", "join");
COROSAFE_NAMES(LoserFate, "cancelled-awaited", "cancelled-detached", "destroyed", "interrupted", "left-running", "untouched");
COROSAFE_NAMES(LoserResult, "discarded", "returned", "kept");
COROSAFE_NAMES(WinsOn, "first-completion", "first-success");
COROSAFE_NAMES(EndedBy, "peer", "owner", "holders");
COROSAFE_NAMES(WinnerTold, "variant-index", "index", "pair-first", "order-array", "optionals", "optional", "bool", "error-code", "throws", "not-told");
COROSAFE_NAMES(Effect, "unknown", "wait", "consume", "produce", "acquire", "composed-consume", "composed-produce");
COROSAFE_NAMES(CancelSafety, "unknown", "safe", "partial", "unsafe");
COROSAFE_NAMES(Act, "closes", "cancels", "observes", "uses", "awaits", "consumes", "spawns", "stores", "invokes", "offloads", "locks", "try-locks", "unlocks", "releases", "swaps", "logs", "owns", "handles", "runs-at-exit", "joins", "stops", "arms", "readies", "drops", "claims", "takes");
COROSAFE_NAMES(ResultTest, "none", "index", "holds-alternative", "get-alternative", "has-value", "has-error", "owns-lock", "value");
COROSAFE_NAMES(TaskModel::Start, "from-promise", "lazy", "eager");
COROSAFE_NAMES(TaskModel::Drop, "from-start", "never-runs", "detaches", "cancels", "blocks", "terminates", "harmless");
COROSAFE_NAMES(ScopeModel::Missing, "dangles", "terminates", "throws", "blocks", "self-joins", "cancels", "destroys");
COROSAFE_NAMES(CallPair::Subject, "object", "result", "element");
COROSAFE_NAMES(Blocking, "thread", "async", "no-op", "by-mutex");
COROSAFE_NAMES(BlockingStrength, "not-blocking", "weak", "medium", "strong");
#undef COROSAFE_NAMES

constexpr llvm::StringLiteral RefNames[] = {"receiver", "last", "all", "receiver-args", "result"};
constexpr ArgRef::Kind RefKinds[] = {ArgRef::Receiver, ArgRef::Last, ArgRef::All, ArgRef::ReceiverArgs, ArgRef::Result};

//===-- Reading -------------------------------------------------------------===//

/// A value of the file, its place, and the key that it stands under.
struct Value {
  const json *V;
  const Position *P;
  llvm::StringRef Key;
};

/// A key of an object and what to do with its value.
struct Field {
  llvm::StringRef Key;
  std::function<void(Value)> Read;
};

class Reader {
public:
  explicit Reader(llvm::StringRef FileName) : FileName(FileName) {}

  LibraryModel library(Value Root);
  llvm::Error takeErrors() {
    if (Errors.empty())
      return llvm::Error::success();
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s", llvm::join(Errors, "\n").c_str());
  }
  void error(unsigned Line, const llvm::Twine &What) {
    Errors.push_back((FileName + ":" + llvm::Twine(Line) + ": " + What).str());
  }

private:
  static std::string describe(const json &V) {
    if (const auto *S = V.get_ptr<const std::string *>())
      return "'" + *S + "'";
    switch (V.type()) {
    case json::value_t::object:
      return "an object";
    case json::value_t::array:
      return "a list";
    default:
      return V.dump(-1, ' ', false, json::error_handler_t::replace);
    }
  }
  void expected(Value V, const llvm::Twine &What) {
    error(V.P->Line, "'" + V.Key + "' is " + describe(*V.V) + ", expected " + What);
  }

  bool object(Value V, llvm::ArrayRef<Field> Fields);
  void forEach(Value V, llvm::function_ref<void(Value)> Read);
  template <typename Fn> void oneOrMore(Value V, Fn Read) {
    if (V.V->is_array())
      forEach(V, Read);
    else
      Read(V);
  }

  void read(Value V, bool &Out);
  void read(Value V, std::optional<bool> &Out) { read(V, Out.emplace()); }
  void read(Value V, unsigned &Out);
  void read(Value V, std::optional<unsigned> &Out) { read(V, Out.emplace()); }
  void read(Value V, std::string &Out);
  void read(Value V, std::vector<std::string> &Out);
  void read(Value V, ArgRef &Out);
  void read(Value V, std::optional<ArgRef> &Out) { read(V, Out.emplace()); }
  void read(Value V, std::vector<ArgRef> &Out);
  template <typename E>
    requires std::is_enum_v<E>
  void read(Value V, E &Out) {
    const auto *S = V.V->get_ptr<const std::string *>();
    for (const auto &[I, Name] : llvm::enumerate(Names<E>::All))
      if (S && *S == Name)
        return void(Out = static_cast<E>(I));
    expected(V, "one of " + llvm::join(llvm::ArrayRef(Names<E>::All), ", "));
  }
  template <typename E>
    requires std::is_enum_v<E>
  void read(Value V, std::optional<E> &Out) {
    read(V, Out.emplace());
  }
  /// A field that is read with the `read` for its type.
  template <typename T> Field field(llvm::StringRef Key, T &Out) {
    return {Key, [this, &Out](Value V) { read(V, Out); }};
  }
  template <typename T, typename Fn> Field part(llvm::StringRef Key, std::optional<T> &Out, Fn Read) {
    return {Key, [this, &Out, Read](Value V) { (this->*Read)(V, Out.emplace()); }};
  }

  void name(Value V, std::vector<std::string> &Out);
  void match(Value V, Match &Out);
  void combinator(Value V, Combinator &Out);
  void operation(Value V, Operation &Out);
  void acts(Value V, std::vector<Action> &Out);
  void function(Value V, LibraryModel &Library);
  void task(Value V, TaskModel &Out);
  void mutex(Value V, MutexModel &Out);
  void guard(Value V, GuardModel &Out);
  void token(Value V, TokenModel &Out);
  void scope(Value V, ScopeModel &Out);
  void type(Value V, LibraryModel &Library);
  void pair(Value V, LibraryModel &Library);
  void aliases(Value V, LibraryModel &Library);
  void checkAgainstEarlier(const TypeModel &Type, const LibraryModel &Library, unsigned Line);

  std::string FileName;
  std::vector<std::string> Errors;
};

bool Reader::object(Value V, llvm::ArrayRef<Field> Fields) {
  if (!V.V->is_object()) {
    expected(V, "an object");
    return false;
  }
  for (const Position::Member &M : V.P->Members) {
    if (M.RepeatedOn)
      error(M.RepeatedOn, "'" + M.Key + "' stands here and on line " + llvm::Twine(M.KeyLine));
    const Field *F = llvm::find_if(Fields, [&](const Field &F) { return F.Key == M.Key; });
    if (F != Fields.end()) {
      F->Read({&*V.V->find(M.Key), M.Value.get(), F->Key});
      continue;
    }
    std::string Hint;
    unsigned Best = 3;
    for (const Field &Known : Fields)
      if (unsigned D = llvm::StringRef(M.Key).edit_distance(Known.Key, true, Best); D < Best)
        Best = D, Hint = ", did you mean '" + Known.Key.str() + "'?";
    if (Hint.empty())
      Hint = ", expected one of " + llvm::join(llvm::map_range(Fields, [](const Field &F) { return F.Key; }), ", ");
    error(M.KeyLine, "unknown key '" + M.Key + "' in '" + V.Key + "'" + Hint);
  }
  return true;
}

void Reader::forEach(Value V, llvm::function_ref<void(Value)> Read) {
  if (!V.V->is_array())
    return expected(V, "a list");
  for (size_t I = 0; I != V.P->Elements.size(); ++I)
    Read({&(*V.V)[I], V.P->Elements[I].get(), V.Key});
}

void Reader::read(Value V, bool &Out) {
  if (const auto *B = V.V->get_ptr<const json::boolean_t *>())
    Out = *B;
  else
    expected(V, "true or false");
}

void Reader::read(Value V, unsigned &Out) {
  const auto *N = V.V->get_ptr<const json::number_unsigned_t *>();
  if (N && *N < 1000)
    Out = static_cast<unsigned>(*N);
  else
    expected(V, "a number from 0");
}

void Reader::read(Value V, std::string &Out) {
  const auto *S = V.V->get_ptr<const std::string *>();
  if (S && !S->empty())
    Out = *S;
  else
    expected(V, "a text");
}

void Reader::read(Value V, std::vector<std::string> &Out) {
  Out.clear();
  oneOrMore(V, [&](Value E) { read(E, Out.emplace_back()); });
}

void Reader::read(Value V, ArgRef &Out) {
  if (V.V->is_number_unsigned()) {
    Out.K = ArgRef::Index;
    return read(V, Out.N);
  }
  const auto *S = V.V->get_ptr<const std::string *>();
  for (const auto &[Name, Kind] : llvm::zip(RefNames, RefKinds))
    if (S && *S == Name)
      return void(Out = ArgRef{Kind, 0});
  if (llvm::StringRef Rest = S ? llvm::StringRef(*S) : ""; Rest.consume_front("from:") && !Rest.getAsInteger(10, Out.N) && Out.N < 1000)
    return void(Out.K = ArgRef::From);
  expected(V, "an argument's number or one of " + llvm::join(llvm::ArrayRef(RefNames), ", ") + ", from:<number>");
}

void Reader::read(Value V, std::vector<ArgRef> &Out) {
  Out.clear();
  oneOrMore(V, [&](Value E) { read(E, Out.emplace_back()); });
}

void Reader::name(Value V, std::vector<std::string> &Out) {
  read(V, Out);
  for (llvm::StringRef Name : Out) {
    bool IsOperator = Name.contains("operator");
    if (!IsOperator && (Name.contains('<') || Name.contains(' ') || Name.starts_with(":") || Name.ends_with(":")))
      error(V.P->Line, "'" + V.Key + "' is '" + Name + "', expected a qualified name without template arguments");
  }
}

void Reader::match(Value V, Match &Out) {
  auto ArgIs = [&](Value E) {
    Match::ArgIs &A = Out.Args.emplace_back();
    object(E, {field("arg", A.Arg), field("types", A.Types), field("not", A.Not)});
  };
  auto TemplateArgIs = [&](Value E) {
    Match::TemplateArgIs &A = Out.TemplateArgs.emplace_back();
    object(E, {field("index", A.N), field("names", A.Names)});
  };
  object(V, {field("minArgs", Out.MinArgs),
             field("maxArgs", Out.MaxArgs),
             {"args", [&](Value L) { forEach(L, ArgIs); }},
             {"anyArg",
              [&](Value Types) {
                Out.AnyArgIs = true;
                Match::ArgIs &A = Out.Args.emplace_back();
                A.Arg = {ArgRef::All, 0};
                read(Types, A.Types);
              }},
             {"templateArgs", [&](Value L) { forEach(L, TemplateArgIs); }},
             field("returns", Out.ReturnTypes)});
}

void Reader::combinator(Value V, Combinator &Out) {
  auto OfLvalues = [&](Value L) {
    object(L, {field("losers", Out.LvalueLosers), field("results", Out.LvalueResults)});
  };
  object(V, {field("kind", Out.Kind), field("branches", Out.Branches), field("range", Out.Range),
             field("pipe", Out.PipeForm), field("losers", Out.Losers), field("results", Out.Results),
             field("winsOn", Out.Wins), field("winner", Out.Winner), field("firstIndex", Out.FirstIndex),
             field("throws", Out.Throws), field("cancelsOnError", Out.CancelsOnError),
             {"lvalue", OfLvalues}, field("flattens", Out.Flattens)});
  if (V.V->is_object() && !V.V->contains("kind"))
    error(V.P->Line, "'" + V.Key + "' has no 'kind'");
}

void Reader::operation(Value V, Operation &Out) {
  object(V, {field("effect", Out.Does), field("safety", Out.Safety), field("on", Out.On), field("into", Out.Into),
             field("lostIfDiscarded", Out.LostIfDiscarded), field("cancellable", Out.Cancellable),
             field("timer", Out.Timer), field("closedTold", Out.ClosedTold), field("endedBy", Out.Ended), field("unsafeUnder", Out.UnsafeUnder), field("saferAlternative", Out.SaferAlternative)});
}

void Reader::acts(Value V, std::vector<Action> &Out) {
  if (!V.V->is_object())
    return expected(V, "an object from arguments to acts");
  for (const Position::Member &M : V.P->Members) {
    // An argument's number is text where it is a key.
    json Ref = M.Key;
    if (unsigned N = 0; !llvm::StringRef(M.Key).getAsInteger(10, N))
      Ref = N;
    Position KeyPosition;
    KeyPosition.Line = M.KeyLine;
    ArgRef On;
    read({&Ref, &KeyPosition, V.Key}, On);
    oneOrMore({&*V.V->find(M.Key), M.Value.get(), M.Key}, [&](Value E) {
      read(E, Out.emplace_back(Action{On, {}}).Does);
    });
  }
}

void Reader::function(Value V, LibraryModel &Library) {
  FunctionModel F;
  F.Library = Library.Name;
  std::vector<std::string> EntryNames;
  bool IsObject = object(
      V, {{"name", [&](Value N) { name(N, EntryNames); }},
          {"when", [&](Value W) { match(W, F.When); }},
          part("combinator", F.Combines, &Reader::combinator),
          part("op", F.Op, &Reader::operation),
          {"acts", [&](Value A) { acts(A, F.Acts); }},
          field("wraps", F.Wraps), field("continues", F.Continues), field("continuationAwaited", F.ContinuationAwaited), field("errorsReturned", F.ErrorsReturned), field("unwindsOnFailure", F.UnwindsOnFailure), field("leavesRunning", F.LeavesRunning), field("shields", F.Shields),
          field("cancellable", F.Cancellable), field("views", F.Views), field("invalidates", F.Invalidates),
          field("keepsAlive", F.KeepsAlive), field("iteratorsOnly", F.IteratorsOnly),
          field("elementOnly", F.ElementOnly), field("addsElement", F.AddsElement), field("checksCancellation", F.ChecksCancellation), field("handler", F.Handler), field("main", F.Main), field("partOf", F.PartOf),
          field("guardOn", F.GuardOn), field("guardMayBeEmpty", F.GuardMayBeEmpty),
          field("test", F.Tests), field("testOn", F.TestOn),
          field("blocking", F.Blocks), field("blockingAlternative", F.BlockingAlternative),
          field("saferName", F.SaferName), field("sleepsFor", F.SleepsFor),
          field("neverSuspends", F.NeverSuspends), field("stackful", F.Stackful), field("ifUnwinding", F.IfUnwinding), field("shieldsRest", F.ShieldsRest), field("staysCancelled", F.StaysCancelled), field("gives", F.Gives), field("resultIsTask", F.ResultIsTask),
          field("droppable", F.ResultIsDroppable), field("source", F.Source)});
  if (IsObject && EntryNames.empty())
    error(V.P->Line, "this entry of '" + V.Key + "' has no 'name'");
  for (std::string &Name : EntryNames) {
    F.Name = std::move(Name);
    Library.Functions.push_back(F);
  }
}

void Reader::task(Value V, TaskModel &Out) {
  object(V, {field("start", Out.Starts), field("onDrop", Out.OnDrop), field("voidCastIsQuiet", Out.VoidCastIsQuiet), field("callerMayLeave", Out.CallerMayLeave),
             field("awaitable", Out.Awaitable), field("observers", Out.Observers), field("consumers", Out.Consumers),
             field("dismiss", Out.Dismiss), field("dismissNeeds", Out.DismissNeeds)});
}

void Reader::mutex(Value V, MutexModel &Out) {
  object(V, {field("blocks", Out.Blocks), field("acquire", Out.Acquire), field("tryAcquire", Out.TryAcquire),
             field("release", Out.Release)});
  if (Out.Blocks == Blocking::ByMutex)
    error(V.P->Line, "'blocks' is 'by-mutex', expected one of thread, async, no-op for a mutex");
}

void Reader::guard(Value V, GuardModel &Out) {
  object(V, {field("blocks", Out.Blocks), field("acquire", Out.Acquire), field("tryAcquire", Out.TryAcquire),
             field("release", Out.Release), field("disown", Out.Disown), field("deferTags", Out.DeferTags),
             field("adoptTags", Out.AdoptTags), field("tryTags", Out.TryTags), field("tryByDuration", Out.TryByDuration),
             field("reverse", Out.Reverse), field("allArgs", Out.AllArgs),
             field("emptyWithoutArgs", Out.EmptyWithoutArgs)});
}

void Reader::token(Value V, TokenModel &Out) {
  object(V, {field("checks", Out.Checks), field("source", Out.IsSource), field("never", Out.Never),
             field("single", Out.Single)});
}

void Reader::scope(Value V, ScopeModel &Out) {
  object(V, {field("onMissing", Out.OnMissing), field("adds", Out.Adds), field("joins", Out.Joins),
             field("stops", Out.Stops), field("joinIsAwaited", Out.JoinIsAwaited)});
}

void Reader::type(Value V, LibraryModel &Library) {
  TypeModel T;
  T.Library = Library.Name;
  std::vector<std::string> EntryNames;
  bool IsObject = object(V, {{"name", [&](Value N) { name(N, EntryNames); }},
                             field("declares", T.Declares),
                             field("delivery", T.Delivers), part("task", T.Task, &Reader::task),
                             part("mutex", T.Mutex, &Reader::mutex),
                             part("guard", T.Guard, &Reader::guard),
                             part("awaited", T.Awaited, &Reader::operation),
                             part("combinator", T.Combines, &Reader::combinator),
                             field("countReturned", T.CountReturned), field("neverSuspends", T.NeverSuspends),
                             field("droppable", T.Droppable), field("cancelSignal", T.CancelSignal),
                             field("shield", T.Shield), field("offloads", T.Offloads), field("stackful", T.Stackful), field("view", T.View), field("owner", T.Owner), field("soleOwner", T.SoleOwner),
                             field("selfNulling", T.SelfNulling), field("counted", T.Counted), part("token", T.Token, &Reader::token),
                             field("deadline", T.Deadline), field("binds", T.Binds),
                             part("scope", T.Scope, &Reader::scope),
                             field("source", T.Source)});
  if (IsObject && EntryNames.empty() == T.Declares.empty())
    error(V.P->Line, "this entry of '" + V.Key + "' has " + (T.Declares.empty() ? "no 'name'" : "both 'name' and 'declares'"));
  if (!T.Declares.empty())
    Library.Types.push_back(T);
  for (std::string &Name : EntryNames) {
    T.Name = std::move(Name);
    checkAgainstEarlier(T, Library, V.P->Line);
    Library.Types.push_back(T);
  }
}

/// Entries of one name add up (ModelStore::add): two may not say the same thing twice.
void Reader::checkAgainstEarlier(const TypeModel &Type, const LibraryModel &Library, unsigned Line) {
  for (const TypeModel &Other : Library.Types) {
    if (Other.Name != Type.Name)
      continue;
    auto Check = [&](bool Twice, llvm::StringRef Key) {
      if (Twice)
        error(Line, "'" + Key + "' of type '" + Type.Name + "' is given twice");
    };
    Check(Other.Task && Type.Task, "task");
    Check(Other.Mutex && Type.Mutex, "mutex");
    Check(Other.Guard && Type.Guard, "guard");
    Check(Other.Awaited && Type.Awaited, "awaited");
    Check(Other.Combines && Type.Combines, "combinator");
    Check(Other.Token && Type.Token, "token");
    Check(Other.Scope && Type.Scope, "scope");
  }
}

void Reader::pair(Value V, LibraryModel &Library) {
  CallPair &Out = Library.Pairs.emplace_back();
  object(V, {field("begin", Out.Begin), field("end", Out.End), field("words", Out.Words), field("notOf", Out.NotOf),
             field("of", Out.Of)});
  if (V.V->is_object() && (Out.Begin.empty() || Out.End.empty()))
    error(V.P->Line, "this entry of '" + V.Key + "' has no '" + (Out.Begin.empty() ? "begin" : "end") + "'");
}

void Reader::aliases(Value V, LibraryModel &Library) {
  auto Alias = [&](Value Of) {
    AliasModel &A = Library.Aliases.emplace_back();
    A.Name = Of.Key.str();
    name(Of, A.Classes);
  };
  std::vector<Field> Fields;
  if (V.V->is_object())
    for (const Position::Member &M : V.P->Members)
      Fields.push_back({M.Key, Alias});
  object(V, Fields);
}

LibraryModel Reader::library(Value Root) {
  LibraryModel Out;
  std::vector<std::string> Versions;
  std::string Schema;
  // The name first: entries copy it.
  if (Root.V->is_object())
    for (const Position::Member &M : Root.P->Members)
      if (M.Key == "library")
        if (const auto *S = Root.V->find(M.Key)->get_ptr<const std::string *>())
          Out.Name = *S;
  bool IsObject = object(Root, {field("$schema", Schema),
                                field("library", Out.Name),
                                field("versions", Versions),
                                field("namespaces", Out.Namespaces),
                                field("delivery", Out.Delivers),
                                field("stackful", Out.Stackful),
                                field("staysCancelled", Out.StaysCancelled),
                                field("tokenImplicit", Out.TokenImplicit), field("migrates", Out.Migrates),
                                field("migratesWith", Out.MigratesWith),
                                field("reachesEvery", Out.ReachesEvery),
                                field("signals", Out.Signals),
                                field("ends", Out.Ends),
                                field("headersAreLibrary", Out.HeadersAreLibrary),
                                field("programScopes", Out.ProgramScopes),
                                field("presentIf", Out.PresentIf),
                                field("sleep", Out.Sleep), field("sleepNeeds", Out.SleepNeeds),
                                field("closers", Out.Closers), field("launchers", Out.Launchers),
                                {"functions", [&](Value L) { forEach(L, [&](Value E) { function(E, Out); }); }},
                                {"types", [&](Value L) { forEach(L, [&](Value E) { type(E, Out); }); }},
                                {"aliases", [&](Value A) { aliases(A, Out); }},
                                {"pairs", [&](Value L) { forEach(L, [&](Value E) { pair(E, Out); }); }}});
  for (FunctionModel &F : Out.Functions)
    F.Stackful |= Out.Stackful && (F.Op || F.Combines) && !F.NeverSuspends;
  if (IsObject && !Root.V->contains("library"))
    error(Root.P->Line, "the file has no 'library'");
  return Out;
}

} // namespace

llvm::Expected<LibraryModel> parseModel(llvm::StringRef Text, llvm::StringRef FileName) {
  Reader R(FileName);
  json Document = json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  std::unique_ptr<Position> Positions = Document.is_discarded() ? nullptr : positionsOf(Text);
  if (!Positions) {
    SyntaxProblem Problem = syntaxProblemOf(Text);
    R.error(Problem.Line, Problem.Message);
    return R.takeErrors();
  }
  LibraryModel Library = R.library({&Document, Positions.get(), "file"});
  if (llvm::Error E = R.takeErrors())
    return E;
  return Library;
}

} // namespace corosafe
