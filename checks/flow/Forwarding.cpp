//===- Forwarding.cpp --------------------------------------------------------===//

#include "Forwarding.h"
#include "Awaited.h"
#include "Cancellability.h"
#include "Unstopped.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

namespace {

/// What makes a type a token; Indirect: it is behind a pointer or an optional.
struct TokenType {
  const TypeModel *Model = nullptr;
  TypeId Deadline = None; ///< A point in time, or the library's or program's own class for one.
  bool Pointer = false;
  explicit operator bool() const { return Model || Deadline != None; }
};

bool saysDeadline(llvm::StringRef Name) {
  for (llvm::StringRef Word : {"deadline", "timeout", "until", "expir"})
    if (Name.contains_insensitive(Word))
      return true;
  return false;
}

/// A coroutine or method that ends things runs when the stop was already asked for.
bool saysEnd(llvm::StringRef Name) {
  for (llvm::StringRef Word : {"stop", "close", "shutdown", "shut_down", "cleanup", "clean_up", "teardown", "tear_down",
                               "dispose", "finish", "finali", "disconnect", "drain"})
    if (Name.contains_insensitive(Word))
      return true;
  return false;
}

/// What says goodbye is to do so after a stop as well: with the token it would fail at once.
bool saysGoodbye(llvm::StringRef Name) {
  for (llvm::StringRef Word : {"close", "shutdown", "shut_down", "cleanup", "clean_up", "teardown", "tear_down", "dispose", "disconnect",
                               "rollback", "roll_back", "undo", "revert", "goodbye"})
    if (Name.contains_insensitive(Word))
      return true;
  return false;
}

TokenType tokenType(const Program &P, TypeId T, llvm::StringRef Name) {
  TokenType R;
  for (unsigned Depth = 0; T != None && Depth < 4; ++Depth) {
    T = P.strip(T);
    const TypeFacts *Ty = P.type(T);
    if (!Ty)
      break;
    const TypeModel *M = P.typeModel(T);
    if (M && M->Token && !M->Token->Never) {
      R.Model = M;
      return R;
    }
    llvm::StringRef Type = P.str(Ty->Name);
    if ((M && M->Deadline) || (Type.ends_with("::time_point") && saysDeadline(Name)) || Type == "Deadline" || Type.ends_with("::Deadline")) {
      R.Deadline = T;
      return R;
    }
    if (Ty->Kind == TypeFacts::Pointer) {
      R.Pointer = true;
      T = Ty->Pointee;
    } else if ((Type.ends_with("::optional") || Type.ends_with("::reference_wrapper")) && !Ty->Args.empty() &&
               Ty->Args[0].K == TemplateArg::Type) {
      T = Ty->Args[0].T;
    } else {
      break;
    }
  }
  return {};
}

struct Candidate {
  EventId Suspend = None;
  UnforwardedToken Found;
};

class Finder {
public:
  Finder(const Program &P, FunctionId F, const Closings &Ended) : P(P), Fn(P.function(F)), F(F), Ended(Ended) {}

  std::vector<UnforwardedToken> run() {
    std::vector<UnforwardedToken> Out;
    collectTokens();
    if (Tokens.empty() || stopsByCallback())
      return Out;
    std::set<EventId> Seen;
    Unstopped Live(P, F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Suspend || E.How == SuspendKind::Yield || E.Args.empty())
        continue;
      size_t Before = Found.size();
      visit(E.Args[0], false, 0);
      if (Found.size() == Before) {
        if (mentions(E.Args[0], 0))
          Live.Given.insert(Id);
        continue;
      }
      if (resolveAwaited(P, F, E.Args[0]).Shielded) {
        Found.resize(Before);
        continue;
      }
      for (size_t I = Before; I < Found.size(); ++I)
        Found[I].Suspend = Id;
      Live.Of.insert(Id);
    }
    if (givenAway())
      llvm::erase_if(Found, [](const Candidate &C) { return C.Found.Manner == UnforwardedToken::Unbound; });
    if (Found.empty() || walkPaths(P, F, Live) != PathsResult::Done)
      return Out;
    llvm::stable_sort(Found, [](const Candidate &A, const Candidate &B) { return A.Found.Call < B.Found.Call; });
    for (Candidate &C : Found)
      if (Live.Here.count(C.Suspend) && !Live.isForBoth(C.Suspend) && Seen.insert(C.Found.Call).second)
        Out.push_back(std::move(C.Found));
    return Out;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const Closings &Ended;

  struct Token {
    TokenType Type;
    std::string Name;
    std::string Spelled; ///< As an expression; empty where it has no name.
    SourceSpan Range;
    bool Param = false;
    uint32_t From = 0; ///< In scope from this offset.
    bool Member = false;
  };
  std::vector<Token> Tokens;
  std::set<uint32_t> Holders; ///< Parameters of which a part is such a token.
  std::vector<Candidate> Found;
  std::set<EventId> Awaited; ///< Calls in what is awaited that are given a token.

  /// A library that hands the token of a coroutine on needs no help with that one.
  bool passesOn(const TypeModel *M) const {
    for (const auto &L : P.Models.libraries())
      if (M && L->Name == M->Library)
        return L->TokenImplicit;
    return false;
  }

  void variable(const Variable &V, bool Param, uint32_t From = 0) {
    TokenType T = tokenType(P, V.Type, P.str(V.Name));
    // Whoever has a source is the one who stops others.
    if (!T || (T.Model && T.Model->Token->IsSource))
      return;
    Tokens.push_back({T, P.str(V.Name).str(), P.str(V.Name).str(), V.Range, Param, From});
  }

  void collectTokens() {
    for (const Variable &V : Fn.Params)
      variable(V, true);
    for (const Variable &V : Fn.Captures)
      variable(V, true);
    for (uint32_t I = 0; I < Fn.Params.size(); ++I)
      partsOf(I);
    for (const Event &E : Fn.Events)
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() &&
          !E.Args.empty() && !Fn.Locals[E.Target.Index].Static) {
        const Operand &O = E.Args[0];
        // An empty token, or one of a source that is nobody else's.
        if (O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Construct)
          continue;
        if (O.K == Operand::OfValue && Fn.Events[O.V].Receiver.K == Operand::InPlace &&
            Fn.Events[O.V].Receiver.P.Root == Place::Local)
          continue;
        const Variable &V = Fn.Locals[E.Target.Index];
        if (TokenType T = tokenType(P, V.Type, ""); T.Model && !passesOn(T.Model) && !T.Model->Token->IsSource)
          variable(V, false, E.Range.valid() ? E.Range.End : 0);
      }
    if (Tokens.empty())
      members();
  }

  /// `if (request.stop.stop_requested())`: the token in what it was given, if it names that itself.
  void partsOf(uint32_t Param) {
    const Variable &V = Fn.Params[Param];
    const TypeFacts *T = P.type(P.strip(V.Type));
    bool Pointer = T && T->Kind == TypeFacts::Pointer;
    const TypeFacts *Class = Pointer ? P.type(P.strip(T->Pointee)) : T;
    if (!Class || Class->Kind != TypeFacts::Record || tokenType(P, V.Type, P.str(V.Name)))
      return;
    for (const TypeFacts::Field &Fd : Class->Fields) {
      TokenType Type = tokenType(P, Fd.Type, P.str(Fd.Name));
      if (!Type.Model || Type.Model->Token->IsSource || passesOn(Type.Model))
        continue;
      auto Names = [&](const Operand &O) {
        return O.K == Operand::InPlace && O.P.Root == Place::Parameter && O.P.Index == Param && O.P.Path.size() > Pointer && O.P.Path[Pointer] == Fd.Name;
      };
      if (llvm::none_of(Fn.Events, [&](const Event &E) { return Names(E.Receiver) || llvm::any_of(E.Args, Names); }))
        continue;
      std::string Name = P.str(V.Name).str() + (Pointer ? "->" : ".") + P.str(Fd.Name).str();
      Tokens.push_back({Type, Name, Name, V.Range, false, 0});
      Holders.insert(Param);
    }
  }

  /// Members that other functions of the class pass to what they await, or that this one asks whether to stop.
  void members() {
    const EntityFacts &Own = P.Facts.Entities[Fn.Entity];
    const TypeFacts *Class = Fn.IsLambda ? nullptr : P.type(Own.Class);
    if (!Class || saysEnd(P.str(Own.Leaf)))
      return;
    fieldsOf(*Class, Own.Class, 0);
  }

  /// Those of the class, and of what it is made of: a base that keeps the token for all services.
  void fieldsOf(const TypeFacts &Part, TypeId Class, unsigned Depth) {
    for (const TypeFacts::Field &Fd : Part.Fields) {
      TokenType T = tokenType(P, Fd.Type, P.str(Fd.Name));
      if (!T.Model || passesOn(T.Model) || stopsItself(Fd.Name) || !(givenBySiblings(Class, Fd.Name) || asks(*T.Model, Fd.Name)))
        continue;
      Tokens.push_back({T, P.str(Fd.Name).str(), T.Model->Token->IsSource ? "" : P.str(Fd.Name).str(), {}, false, 0, true});
    }
    for (TypeId Base : Part.Bases)
      if (const TypeFacts *B = P.type(P.strip(Base)); B && Depth < 4)
        fieldsOf(*B, Class, Depth + 1);
  }

  bool stopsItself(Symbol Field) const {
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace &&
             E.Receiver.P.Root == Place::This && !E.Receiver.P.Path.empty() && E.Receiver.P.Path[0] == Field &&
             P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("request");
    });
  }

  /// `stop_.check();`: what the coroutine does is to end by that token.
  bool asks(const TypeModel &Of, Symbol Field) const {
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::This &&
             !E.Receiver.P.Path.empty() && E.Receiver.P.Path[0] == Field &&
             llvm::is_contained(Of.Token->Checks, P.str(P.Facts.Entities[E.Callee].Leaf).str());
    });
  }

  bool givenBySiblings(TypeId Class, Symbol Field) const {
    for (FunctionId G : P.membersOf(Class)) {
      const FunctionFacts &Other = P.function(G);
      if (!Other.IsCoroutine)
        continue;
      auto IsIt = [&](const Operand &O) {
        return O.K == Operand::InPlace && O.P.Root == Place::This && !O.P.Path.empty() && O.P.Path[0] == Field;
      };
      for (const Event &E : Other.Events)
        if (E.Kind == EventKind::Call)
          for (const Operand &A : E.Args)
            if (IsIt(A) || (A.K == Operand::OfValue && IsIt(Other.Events[A.V].Receiver)))
              return true;
    }
    return false;
  }

  bool isTokenOperand(const Operand &O) const {
    if (O.K == Operand::InPlace && O.P.Root == Place::Parameter && Holders.count(O.P.Index) && (O.P.Path.empty() || P.str(O.P.Path.back()) == "*"))
      return true; // What has it is given as a whole.
    return O.K != Operand::Nothing && O.K != Operand::Constant &&
           bool(tokenType(P, P.typeOf(Fn, O), O.K == Operand::InPlace ? llvm::StringRef("deadline") : ""));
  }

  /// A callback registered on the token stops what is awaited by other means.
  bool stopsByCallback() const {
    auto IsClosure = [&](const Operand &O) { return P.isCallable(P.typeOf(Fn, O)); };
    for (const Event &E : Fn.Events)
      if ((E.Kind == EventKind::Construct || E.Kind == EventKind::Call) && llvm::any_of(E.Args, IsClosure) &&
          (isTokenOperand(E.Receiver) || llvm::any_of(E.Args, [&](const Operand &A) { return isTokenOperand(A); })))
        return true;
    return false;
  }

  bool mentions(const Operand &O, unsigned Depth) {
    if (isTokenOperand(O))
      return true;
    if (Depth > 8)
      return false;
    if (O.K == Operand::InPlace && O.P.Root == Place::Local)
      if (const Operand *Def = P.soleValue(F, O.P.Index))
        return mentions(*Def, Depth + 1);
    if (O.K != Operand::OfValue)
      return false;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Suspend)
      return false; // A result is not what it took to get it.
    bool Does = mentions(E.Receiver, Depth + 1) || llvm::any_of(E.Args, [&](const Operand &A) { return mentions(A, Depth + 1); });
    if (Does)
      Awaited.insert(O.V);
    return Does;
  }

  /// The only one that may listen to a token is something that is not awaited here: a spawned task, a state that is kept.
  bool givenAway() const {
    auto IsSingle = [&](const Operand &O) {
      TokenType T = tokenType(P, P.typeOf(Fn, O), "");
      return T.Model && T.Model->Token->Single;
    };
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Init && E.Kind != EventKind::Suspend && !Awaited.count(Id) && llvm::any_of(E.Args, IsSingle))
        return true;
    }
    return false;
  }

  /// Covered: something above sees to it that the operation is stopped.
  void visit(const Operand &O, bool Covered, unsigned Depth) {
    if (Depth > 8)
      return;
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty()) {
      put(O.P, Covered, Depth + 1);
      if (const Operand *Def = P.soleValue(F, O.P.Index))
        return visit(*Def, Covered, Depth + 1);
    }
    if (O.K != Operand::OfValue)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Choose) {
      for (const Operand &A : E.Args)
        visit(A, Covered, Depth + 1);
      return;
    }
    if ((E.Kind != EventKind::Call && E.Kind != EventKind::Construct) || E.Callee == None)
      return;
    const FunctionModel *M = P.meaning(F, O.V).Model;
    bool Joins = M && M->Combines && M->Combines->Kind == CombinatorKind::Join;
    auto Gives = [&](const Operand &A) { return Joins ? isTokenOperand(A) : mentions(A, Depth + 1); };
    bool Given = Gives(E.Receiver) || llvm::any_of(E.Args, Gives);
    if (Given)
      Awaited.insert(O.V);
    if (!Given && !Covered && !isEnded(E, M))
      accept(O.V, E, M);
    if (!Given || Joins) {
      visit(E.Receiver, Covered || (Given && !Joins), Depth + 1);
      for (const Operand &A : E.Args)
        visit(A, Covered, Depth + 1);
    }
  }

  /// The tasks that were put into a container, which is awaited as a whole.
  void put(const Place &Into, bool Covered, unsigned Depth) {
    for (const Event &E : Fn.Events) {
      if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace || !(E.Receiver.P == Into))
        continue;
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      if (Leaf.starts_with("push") || Leaf.starts_with("emplace") || Leaf == "insert" || Leaf == "append")
        for (const Operand &A : E.Args)
          visit(A, Covered, Depth);
    }
  }

  /// What it waits for is ended by somebody else, which wakes it too.
  bool isEnded(const Event &E, const FunctionModel *M) const {
    auto Is = [&](const Operand &O) {
      std::optional<Place> On = P.placeOf(F, O);
      return On && Ended.isBroken(F, *On);
    };
    if (!M || !M->Op)
      return Is(E.Receiver);
    return llvm::any_of(M->Op->On, [&](const ArgRef &A) {
      return A.K == ArgRef::Receiver ? Is(E.Receiver) : A.K == ArgRef::Index && A.N < E.Args.size() && Is(E.Args[A.N]);
    });
  }

  void accept(EventId Id, const Event &E, const FunctionModel *M) {
    const EntityFacts &C = P.Facts.Entities[E.Callee];
    auto Fits = [&](TypeId T, llvm::StringRef Name) { return tokenType(P, T, Name); };
    for (size_t I = 0; I < E.Args.size() && I < C.ParamTypes.size(); ++I)
      if (TokenType T = Fits(C.ParamTypes[I], P.str(C.ParamNames[I]));
          T.Model && T.Pointer && E.Args[I].K == Operand::Constant)
        return offer(Id, E, T, C.ParamTypes[I], UnforwardedToken::Null, false);
    if (C.IsVariadic || saysGoodbye(P.str(C.Leaf)))
      return;
    for (size_t I = E.Args.size(); I < C.ParamTypes.size(); ++I)
      if (TokenType T = Fits(C.ParamTypes[I], P.str(C.ParamNames[I])))
        return offer(Id, E, T, C.ParamTypes[I], UnforwardedToken::Defaulted, I == E.Args.size());
    for (size_t I = 0; I < C.MoreParamTypes.size() && I < C.MoreParamAt.size(); ++I)
      if (TokenType T = Fits(C.MoreParamTypes[I], P.str(C.MoreParamNames[I])))
        return offer(Id, E, T, C.MoreParamTypes[I], UnforwardedToken::Overload, C.MoreParamAt[I] == E.Args.size());
    // What completes at once whatever happens, or cannot be stopped, needs none.
    if (!M || !M->Op || !M->Op->Cancellable || M->Op->On.empty())
      return;
    for (size_t I = 0; I < std::max(E.Args.size(), C.ParamTypes.size()); ++I) {
      TypeId Given = I < E.Args.size() ? P.typeOf(Fn, E.Args[I]) : C.ParamTypes[I];
      const TypeModel *Completion = P.typeModel(P.strip(Given));
      if (Completion && !Completion->Binds.empty())
        if (const TypeModel *Bound = P.Models.type(Completion->Binds))
          return offer(Id, E, {Bound}, Given, UnforwardedToken::Unbound, false);
    }
  }

  void offer(EventId Id, const Event &E, const TokenType &Wanted, TypeId Type, UnforwardedToken::How How, bool AtEnd) {
    // A lock of the object's own is free when another of its coroutines has done: that one is stopped.
    const FunctionModel *M = P.meaning(F, Id).Model;
    bool Acquires = M && M->Op && M->Op->Does == Effect::Acquire;
    for (const Token &T : Tokens) {
      if (T.Member && Acquires)
        continue;
      // What the object or the coroutine has itself stops what it was bound to, or all.
      if (!T.Param && How == UnforwardedToken::Unbound)
        continue;
      bool Same = Wanted.Model ? T.Type.Model && T.Type.Model->Name == Wanted.Model->Name : T.Type.Deadline == Wanted.Deadline;
      bool FromSource = !Same && Wanted.Model && T.Type.Model && T.Type.Model->Token->IsSource &&
                        T.Type.Model->Library == Wanted.Model->Library && !Wanted.Model->Token->IsSource;
      if ((!Same && !FromSource) || (T.From && E.Range.Begin < T.From))
        continue;
      Candidate C;
      C.Found.Manner = How;
      C.Found.Call = Id;
      C.Found.Token = T.Name;
      C.Found.TokenRange = T.Range;
      C.Found.Type = Type;
      C.Found.Sure = T.Param && Same && Wanted.Model && How <= UnforwardedToken::Overload ? Confidence::High : Confidence::Medium;
      if (Same && AtEnd && !T.Spelled.empty() && !E.InMacro)
        C.Found.Insert = (E.Args.empty() ? "" : ", ") +
                         std::string(Wanted.Pointer && !T.Type.Pointer   ? "&"
                                     : T.Type.Pointer && !Wanted.Pointer ? "*"
                                                                         : "") +
                         T.Spelled;
      Found.push_back(std::move(C));
      return;
    }
  }
};

} // namespace

std::vector<UnforwardedToken> findUnforwarded(const Program &P, FunctionId F, const Closings &Ended) {
  if (!P.function(F).IsCoroutine || !P.has(F, Trait::Tokens) || P.isLibraryCode(F))
    return {};
  return Finder(P, F, Ended).run();
}

} // namespace corosafe
