//===- EndFlags.cpp ---------------------------------------------------------===//

#include "EndFlags.h"
#include "SharedObject.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

namespace {

constexpr size_t MaxReached = 64;

/// `handle(message);`, `report(ec);` that are only declared: neither told how it ended nor named so that they might make an end of
/// anything, or named so that they only say it.
bool saysNothingOfEnd(const Program &P, FunctionId F, const Event &E) {
  if (E.Callee == None || P.closesByName(E.Callee))
    return false;
  std::string Words = " " + wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf)) + " ";
  auto Says = [&](std::initializer_list<llvm::StringRef> Some) {
    return llvm::any_of(Some, [&](llvm::StringRef W) { return llvm::StringRef(Words).contains((" " + W).str()); });
  };
  if (Says({"end", "finish", "done", "clos", "stop", "drop", "lost", "lose", "disconn", "reconn", "eof", "exit", "leave", "remove", "reset", "cancel",
            "fail", "open", "connect", "renew", "replace", "recreate", "swap", "wait", "give", "quit", "abort", "shut", "clear", "release"}))
    return false;
  auto TellsError = [&](const Operand &A) {
    const TypeFacts *T = P.type(P.strip(P.typeOf(P.function(F), A)));
    llvm::StringRef Name = T ? P.str(T->Name) : "";
    if (T && T->Kind == TypeFacts::Builtin && Name != "bool")
      return true; // A count of nothing.
    return Name.contains("error") || Name.contains("exception") || Name.contains("status") || Name.contains("result") || Name.contains("optional");
  };
  return Says({"log", "report", "trace", "debug", "warn", "print", "count", "note", "record"}) || llvm::none_of(E.Args, TellsError);
}

class Asked {
public:
  Asked(const Program &P, FunctionId F, const Place &Flag, llvm::ArrayRef<Place> Closed) : P(P), F(F) {
    llvm::SmallVector<SharedObject, 2> Objects = objectsOf(P, F, Flag);
    if (Objects.size() == 1 && Objects[0].K == SharedObject::Member && Objects[0].Below.empty())
      Of = Objects[0];
    for (const Place &Pl : Closed)
      llvm::append_range(From, objectsOf(P, F, Pl));
  }

  bool known() const { return Of.has_value(); }

  /// The object as a whole, or a pointer to it.
  static bool givesObject(const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::This && O.P.Path.empty(); }

  /// True if the event may write the flag, as far as is seen; also where it calls what is not seen, and what may do so.
  bool mayWrite(FunctionId G, EventId Id) {
    const FunctionFacts &Fn = P.function(G);
    const Event &E = Fn.Events[Id];
    if (E.HasTarget && (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && isFlag(G, E.Target))
      return true;
    if (E.Kind == EventKind::Lambda)
      return later(P.bodyOf(E.Callee));
    if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
      return false;
    if (changesReceiver(E) && isFlag(G, E.Receiver.P))
      return true;
    if (llvm::any_of(E.Args, [&](const Operand &A) {
          return A.K == Operand::InPlace && (A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer) && isFlag(G, A.P);
        }))
      return true;
    const Meaning &M = P.meaning(G, Id);
    if (M.Bodies.empty())
      return !M.Model && !M.InLibrary && ((givesObject(E.Receiver) && !saysNothingOfEnd(P, G, E)) || llvm::any_of(E.Args, [&](const Operand &A) { return givesObject(A); }) ||
                                          P.isCallable(P.typeOf(Fn, E.Receiver)));
    return llvm::any_of(M.Bodies, [&](FunctionId B) { return later(B); });
  }

  /// What was reached by calls and has not been looked through yet.
  bool reachedWrites() {
    while (!Work.empty()) {
      FunctionId G = Work.back();
      Work.pop_back();
      for (EventId Id = 0; Id < P.function(G).Events.size(); ++Id)
        if (mayWrite(G, Id))
          return true;
    }
    return false;
  }

  /// True if some function of the program sets the flag, and none of them ends what is received from.
  bool setForSomethingElse() const {
    bool Any = false;
    for (FunctionId G = 0; G < P.functionCount(); ++G)
      if (writes(G)) {
        if (closes(G, 0))
          return false;
        Any = true;
      }
    return Any;
  }

private:
  const Program &P;
  FunctionId F;
  std::optional<SharedObject> Of;
  llvm::SmallVector<SharedObject, 2> From;
  std::set<FunctionId> Seen;
  std::vector<FunctionId> Work;

  bool isFlag(FunctionId G, const Place &Pl) const {
    return llvm::any_of(objectsOf(P, G, Pl), [&](const SharedObject &O) { return sameObject(P, O, *Of); });
  }

  /// store(), exchange(), operator= of an atomic; anything that is not known to look only.
  bool changesReceiver(const Event &E) const {
    if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace)
      return false;
    const EntityFacts &Callee = P.Facts.Entities[E.Callee];
    return !Callee.IsConst && !Callee.IsConversion && P.str(Callee.Leaf) != "load" && P.str(Callee.Leaf) != "test";
  }

  bool later(FunctionId G) {
    if (G == None || G == F || !Seen.insert(G).second)
      return false;
    Work.push_back(G);
    return Seen.size() > MaxReached;
  }

  bool writes(FunctionId G) const {
    const FunctionFacts &Fn = P.function(G);
    return G != F && llvm::any_of(Fn.Events, [&](const Event &E) {
      return (E.HasTarget && (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && isFlag(G, E.Target)) ||
             (changesReceiver(E) && isFlag(G, E.Receiver.P));
    });
  }

  bool closes(FunctionId G, unsigned Depth) const {
    const FunctionFacts &Fn = P.function(G);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Call || E.Callee == None)
        continue;
      const Meaning &M = P.meaning(G, Id);
      bool Ends = P.closesByName(E.Callee) || (M.Model && llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Closes; }));
      auto IsIt = [&](const Operand &O) {
        return O.K == Operand::InPlace && llvm::any_of(objectsOf(P, G, O.P), [&](const SharedObject &X) {
                 return llvm::any_of(From, [&](const SharedObject &Y) { return sameObject(P, X, Y); });
               });
      };
      if (Ends && (IsIt(E.Receiver) || llvm::any_of(E.Args, IsIt)))
        return true;
      if (Depth < 2 && llvm::any_of(M.Bodies, [&](FunctionId B) { return closes(B, Depth + 1); }))
        return true;
    }
    return false;
  }
};

} // namespace

bool knowsNothingOfEnd(const Program &P, FunctionId F, const Loop &Outermost, const Loops &All, const Place &Flag,
                       llvm::ArrayRef<Place> Closed) {
  Asked A(P, F, Flag, Closed);
  if (!A.known())
    return false;
  const FunctionFacts &Fn = P.function(F);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (Outermost.contains(All.blockOf(Id)) && A.mayWrite(F, Id))
      return false;
  return !A.reachedWrites() && A.setForSomethingElse();
}

/// True if a function, or what it calls of the program, names one of the objects; also if that is not seen.
static bool mayName(const Program &P, FunctionId G, llvm::ArrayRef<SharedObject> Objects, unsigned Depth) {
  const FunctionFacts &Fn = P.function(G);
  auto IsIt = [&](const Place &Pl) {
    return llvm::any_of(objectsOf(P, G, Pl), [&](const SharedObject &X) {
      return llvm::any_of(Objects, [&](const SharedObject &Y) { return sameObject(P, X, Y); });
    });
  };
  auto Named = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root != Place::Local && !O.P.Path.empty() && IsIt(O.P); };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (Named(E.Receiver) || llvm::any_of(E.Args, Named) || E.Kind == EventKind::Lambda)
      return true;
    if (E.Kind != EventKind::Call)
      continue;
    const Meaning &M = P.meaning(G, Id);
    bool Whole = Asked::givesObject(E.Receiver) || llvm::any_of(E.Args, Asked::givesObject);
    if (M.Bodies.empty() ? Whole || P.isCallable(P.typeOf(Fn, E.Receiver)) : Depth > 2)
      return true;
    if (llvm::any_of(M.Bodies, [&](FunctionId B) { return mayName(P, B, Objects, Depth + 1); }))
      return true;
  }
  return false;
}

bool leavesAlone(const Program &P, FunctionId F, EventId Call, const Place &Member) {
  const Event &E = P.function(F).Events[Call];
  const Meaning &M = P.meaning(F, Call);
  llvm::SmallVector<SharedObject, 2> Objects = objectsOf(P, F, Member);
  if (!Asked::givesObject(E.Receiver) || Objects.empty() || Objects[0].K != SharedObject::Member)
    return false;
  return M.Bodies.empty() ? !M.Model && saysNothingOfEnd(P, F, E)
                          : llvm::none_of(M.Bodies, [&](FunctionId B) { return mayName(P, B, Objects, 0); });
}

} // namespace corosafe
