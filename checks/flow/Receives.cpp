//===- Receives.cpp ---------------------------------------------------------===//

#include "Receives.h"
#include "CompletionTokens.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>

namespace corosafe {

namespace {

class Finder {
public:
  Finder(const Program &P, FunctionId F, const Closings &Ended) : P(P), Fn(P.function(F)), F(F), Ended(Ended) {}

  std::optional<Receive> ofOperation(EventId Id, const AwaitNode &N) const {
    if (!N.Op->ClosedTold || *N.Op->ClosedTold == WinnerTold::NotTold)
      return std::nullopt;
    if (llvm::none_of(N.On, [&](const Place &On) { return mayEnd(N.Op->Ended, On); }) && N.Op->Ended != EndedBy::Peer)
      return std::nullopt;
    bool GivesError = givesError(Fn.Events[Id].Type);
    Receive R;
    R.Suspend = Id;
    R.Name = N.Name;
    R.Told = *N.Op->ClosedTold;
    R.Ended = N.Op->Ended;
    R.ErrorAt = errorVariable(P, F, Fn.Events[Id].Args[0]);
    R.ErrorBeside = GivesError || R.ErrorAt;
    if (R.Told == WinnerTold::Throws && (N.CountReturned || GivesError))
      R.Told = WinnerTold::ErrorCode;
    if (!N.CountReturned || GivesError)
      R.ErrorAt.reset();
    else if (!R.ErrorAt && R.Told == WinnerTold::ErrorCode)
      return std::nullopt;
    R.MayBeLate = N.Made != None && R.Told == WinnerTold::BoolResult && llvm::any_of(Fn.Events[N.Made].Args, [&](const Operand &A) { return isLimit(A); });
    R.On = N.On;
    nameObject(R);
    return R;
  }

  /// A channel or queue of the program's own: by its names, and by what it gives. `while (auto m = co_await inbox.receive())`
  /// where somebody calls close().
  std::optional<Receive> ofOwn(EventId Id, const AwaitNode &N) const {
    const Operand &O = Fn.Events[Id].Args[0];
    const Event *Call = O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Call ? &Fn.Events[O.V] : nullptr;
    const TypeFacts *Gives = P.type(P.strip(Fn.Events[Id].Type));
    if (!Call || Call->Callee == None || Call->Receiver.K == Operand::Nothing || !Gives || !P.str(Gives->Name).ends_with("::optional"))
      return std::nullopt;
    const EntityFacts &Callee = P.Facts.Entities[Call->Callee];
    if (P.meaning(F, O.V).Model || Callee.InSystemHeader || Callee.Class == None || !saysReceive(wordsOf(P.str(Callee.Leaf))))
      return std::nullopt;
    // A result that is empty when the time is over is something else.
    if (llvm::any_of(Call->Args, [&](const Operand &A) { return A.K != Operand::InPlace || A.Pass == Passing::ByValue; }))
      return std::nullopt;
    // Named by the program, not only declared.
    bool Closed = llvm::any_of(P.Facts.Types[Callee.Class].Methods, [&](Symbol Method) {
      std::string Words = wordsOf(P.str(Method));
      return llvm::any_of(std::array{"close", "shutdown", "shut down", "finish"},
                          [&](llvm::StringRef Verb) { return behind(Words, Verb).has_value(); }) &&
             !P.methods(Callee.Class, P.str(Method)).empty();
    });
    if (!Closed)
      return std::nullopt;
    Receive R;
    R.Suspend = Id;
    R.Name = N.Name;
    R.Told = WinnerTold::OptionalResult;
    R.Sure = Confidence::Medium;
    if (std::optional<Place> On = P.placeOf(F, Call->Receiver))
      R.On.push_back(*On);
    nameObject(R);
    return R;
  }

  std::optional<Receive> through(EventId Id, const AwaitNode &N, const Receive &As) const {
    TypeId Gives = P.strip(Fn.Events[Id].Type);
    const TypeFacts *Ty = P.type(Gives);
    bool Bool = Ty && Ty->Kind == TypeFacts::Builtin && P.str(Ty->Name) == "bool";
    if (!Bool && !maySayNothing(Gives))
      return std::nullopt;
    Receive R;
    R.Suspend = Id;
    R.Name = N.Name;
    R.Told = Bool ? WinnerTold::BoolResult : WinnerTold::OptionalResult;
    R.Sure = As.Sure;
    R.Ended = As.Ended;
    for (const Place &On : As.On)
      if (std::optional<Place> Here = toRoot(P, N.Callee, On, N.Path); Here && (As.Ended == EndedBy::Peer || mayEnd(As.Ended, *Here)))
        R.On.push_back(*Here);
    if (R.On.empty())
      return std::nullopt;
    nameObject(R);
    return R;
  }

  bool givesError(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    return isErrorType(T) || (Ty && (llvm::any_of(Ty->Args, [&](const TemplateArg &A) {
                                return A.K == TemplateArg::Type && isErrorType(A.T);
                              }) || asksForError(*Ty)));
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const Closings &Ended;

  void nameObject(Receive &R) const {
    if (!R.On.empty() && R.On.front().Root != Place::Value)
      R.Object = P.spell(F, R.On.front());
  }

  /// Types of which one value stands for nothing: an empty optional or string, a null pointer, a number of bytes.
  bool maySayNothing(TypeId T) const {
    const TypeFacts *Ty = P.type(T);
    if (!Ty)
      return false;
    llvm::StringRef Name = P.str(Ty->Name);
    return P.isPointerLike(T) || (Ty->Kind == TypeFacts::Builtin && Name == "unsigned long") ||
           llvm::any_of(std::array{"::optional", "::expected", "::basic_string", "::basic_string_view", "::vector", "::deque", "::list", "QString", "QByteArray"},
                        [&](llvm::StringRef Of) { return Name.ends_with(Of); });
  }

  /// A point in time, or a duration, that is not left to its default.
  bool isLimit(const Operand &O) const {
    const TypeFacts *T = P.type(P.strip(P.typeOf(Fn, O)));
    bool Empty = O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Construct && Fn.Events[O.V].Args.empty();
    return T && !Empty && llvm::any_of(std::array{"Deadline", "::duration", "::time_point"}, [&](llvm::StringRef Time) {
             return P.str(T->Name).ends_with(Time);
           });
  }

  /// True if somebody is seen to end what is received from, or if not everybody is seen who could.
  bool mayEnd(EndedBy By, const Place &On) const {
    bool AllSeen = By == EndedBy::Owner;
    if (By == EndedBy::Holders) {
      const Place Pl = P.normalize(F, On);
      AllSeen = Pl.Root == Place::Local && Pl.Path.empty() && !P.isPointerLike(Fn.Locals[Pl.Index].Type) && !Ended.isLent(F, Pl);
    }
    return !AllSeen || Ended.ends(F, On);
  }

  static bool saysReceive(llvm::StringRef Words) {
    return llvm::any_of(std::array{"recv", "receive", "pop", "next", "dequeue", "take", "pull"},
                        [&](llvm::StringRef Verb) { return behind(Words, Verb).has_value(); }) &&
           !Words.contains("try") && !Words.contains("for") && !Words.contains("until");
  }

  bool isErrorType(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    return Ty && P.str(Ty->Name).ends_with("error_code");
  }
  /// A value or an error: it is known by a method that says which.
  bool asksForError(const TypeFacts &Ty) const {
    return Ty.Name && llvm::any_of(Ty.Methods, [&](Symbol Method) {
      return llvm::any_of(P.Models.functions((P.str(Ty.Name) + "::" + P.str(Method)).str()),
                          [](const FunctionModel *M) { return M->Tests == ResultTest::HasError; });
    });
  }
};

} // namespace

std::optional<Receive> receiveAt(const Program &P, FunctionId F, EventId Suspend, const Closings &Ended) {
  AwaitNode N = resolveAwaited(P, F, P.function(F).Events[Suspend].Args[0]);
  if (N.K == AwaitNode::Unknown || N.K == AwaitNode::Coroutine)
    return Finder(P, F, Ended).ofOwn(Suspend, N);
  return N.K == AwaitNode::Operation ? Finder(P, F, Ended).ofOperation(Suspend, N) : std::nullopt;
}

std::optional<Receive> receiveThrough(const Program &P, FunctionId F, EventId Suspend, const AwaitNode &N, const Receive &As, const Closings &Ended) {
  return Finder(P, F, Ended).through(Suspend, N, As);
}

} // namespace corosafe
