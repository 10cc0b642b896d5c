//===- HelperTasks.cpp -------------------------------------------------------===//

#include "HelperTasks.h"
#include "Contexts.h"
#include "ElementLoops.h"
#include "Iteration.h"
#include "Loops.h"
#include "SharedObject.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// True if control may get from one event to another.
static bool isBehind(const FunctionFacts &Fn, const Loops &All, EventId From, EventId Id) {
  BlockId A = All.blockOf(From), B = All.blockOf(Id);
  return A != None && B != None && ((A == B && From < Id) || reachesAround(Fn, A, B, None));
}

/// True if a coroutine is only suspended inside of loops of which some has no bound.
static bool serves(const Program &P, FunctionId B) {
  if (B == None)
    return false;
  Iteration It(P, B);
  llvm::ArrayRef<EventMark> Marks = P.marks(B);
  bool Found = false;
  for (EventId Id = 0; Id < Marks.size(); ++Id) {
    if (Marks[Id].Kind != EventKind::Suspend)
      continue;
    if (llvm::none_of(It.around(Id), [&](const Loop *L) { return !It.ending(*L).bounded(); }))
      return false;
    Found = true;
  }
  return Found;
}

static bool givesNothing(const Program &P, TypeId Task) {
  const TypeFacts *T = P.type(P.strip(Task));
  const TemplateArg *Given = T && !T->Args.empty() && T->Args[0].K == TemplateArg::Type ? &T->Args[0] : nullptr;
  const TypeFacts *G = Given ? P.type(Given->T) : nullptr;
  return T && (!Given || (G && G->Kind == TypeFacts::Builtin && P.str(G->Name) == "void"));
}

bool servesUntilDropped(const Program &P, FunctionId F, const DroppedTask &D) {
  if (D.Manner != DroppedTask::NeverUsed || D.Info.OnDrop != TaskModel::Cancels || !givesNothing(P, D.Type))
    return false;
  const FunctionFacts &Fn = P.function(F);
  const Event &Made = Fn.Events[D.Made];
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  const Loops All(Fn);
  bool GoesOn = false;
  for (EventId Id = 0; Id < Marks.size(); ++Id)
    GoesOn |= Marks[Id].Kind == EventKind::Suspend && isBehind(Fn, All, D.Made, Id);
  if (!GoesOn)
    return false;
  auto BodyOf = [&](const Operand &O) {
    if (O.K == Operand::Function)
      return P.bodyOf(O.V);
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    return T && T->IsLambda ? P.bodyOf(T->CallOperator) : None;
  };
  return llvm::any_of(P.meaning(F, D.Made).Bodies, [&](FunctionId B) { return serves(P, B); }) ||
         llvm::any_of(Made.Args, [&](const Operand &A) { return serves(P, BodyOf(A)); });
}

namespace {

/// Does some part of a value name a place of which Is is true?
bool names(const Program &P, FunctionId F, const Operand &O, llvm::function_ref<bool(const Place &)> Is, unsigned Depth = 0) {
  const FunctionFacts &Fn = P.function(F);
  if (O.K == Operand::Nothing || Depth > 8)
    return false;
  if (O.K == Operand::InPlace) {
    if (Is(P.normalize(F, O.P)))
      return true;
    const Operand *Def = O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : nullptr;
    return Def && Def->K == Operand::OfValue && Fn.Events[Def->V].Kind == EventKind::Call && names(P, F, *Def, Is, Depth + 1);
  }
  if (O.K != Operand::OfValue)
    return false;
  const Event &E = Fn.Events[O.V];
  return names(P, F, E.Receiver, Is, Depth + 1) || llvm::any_of(E.Args, [&](const Operand &A) { return names(P, F, A, Is, Depth + 1); });
}

/// Whether a function is suspended until such a place tells it something, or asks it, behind an event, whether to go on in a loop.
bool waitsOn(const Program &P, FunctionId F, EventId Behind, llvm::function_ref<bool(const Place &)> Is) {
  const FunctionFacts &Fn = P.function(F);
  const Loops All(Fn);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (Fn.Events[Id].Kind == EventKind::Suspend && (Behind == None || isBehind(Fn, All, Behind, Id)) && llvm::any_of(Fn.Events[Id].Args, [&](const Operand &A) { return names(P, F, A, Is); }))
      return true;
  return llvm::any_of(All.All, [&](const Loop &L) {
    bool After = Behind == None || (!L.contains(All.blockOf(Behind)) && reachesAround(Fn, All.blockOf(Behind), L.Head, None));
    return After && llvm::any_of(L.Exits, [&](const auto &Exit) { return names(P, F, Fn.Blocks[Exit.first].Condition, Is); });
  });
}

/// What a task was given by reference, and what the function that made it does with that.
class Touch {
public:
  Touch(const Program &P, FunctionId F, EventId Made) : P(P), Fn(P.function(F)), F(F), Made(Made) {
    bool Copies = P.meaning(F, Made).Model; // A library's function decays what it passes on.
    for (const Operand &A : Fn.Events[Made].Args)
      if (A.K == Operand::OfValue || (A.K == Operand::InPlace && !Copies))
        given(A, 0);
  }

  bool isWaitedFor() const {
    return !All.empty() && waitsOn(P, F, Made, [&](const Place &Pl) { return llvm::any_of(All, [&](const Given &G) { return overlaps(Pl, G.What); }); });
  }

  /// `running = false;`, of a flag that the task asks; `go.send()`, of an event that it waits for.
  bool isToldToEnd() const {
    const Loops Blocks(Fn);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      const Place *To = (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget ? &E.Target : nullptr;
      if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Callee != None && !P.Facts.Entities[E.Callee].IsConst)
        To = &E.Receiver.P;
      if (To && isBehind(Fn, Blocks, Made, Id) && llvm::any_of(All, [&](const Given &G) { return overlaps(P.normalize(F, *To), G.What) && isAskedBy(G); }))
        return true;
    }
    return false;
  }

private:
  struct Given {
    Place What;
    FunctionId Body; ///< Of the closure that captured it; None if it was an argument.
    uint32_t Capture;
  };
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  EventId Made;
  llvm::SmallVector<Given, 4> All;

  /// What ends with the function: nobody but it can want more of the task than it was told by that.
  void add(Given G) {
    if (diesWith(P, F, G.What))
      All.push_back(std::move(G));
  }

  void given(const Operand &O, unsigned Depth) {
    if (O.K == Operand::InPlace && !O.Moved && (O.AddressOf || O.Pass != Passing::ByValue))
      add({P.normalize(F, O.P), None, None});
    if (O.K != Operand::OfValue || Depth > 4)
      return;
    const Event &E = Fn.Events[O.V];
    FunctionId Body = E.Kind == EventKind::Lambda ? P.bodyOf(E.Callee) : None;
    for (uint32_t I = 0; I < E.Args.size(); ++I)
      if (E.Kind != EventKind::Lambda)
        given(E.Args[I], Depth + 1);
      else if (Body != None && I < P.function(Body).Captures.size() && E.Args[I].K == Operand::InPlace &&
               (P.function(Body).Captures[I].Pass != Passing::ByValue || E.Args[I].AddressOf))
        add({P.normalize(F, E.Args[I].P), Body, I});
  }

  bool isAskedBy(const Given &G) const {
    if (G.Body != None)
      return waitsOn(P, G.Body, None, [&](const Place &Pl) { return Pl.Root == Place::Capture && Pl.Index == G.Capture; });
    const TypeFacts *T = P.type(P.strip(typeAlong(P, F, G.What, G.What.Path.size())));
    return T && (P.str(T->Name) == "bool" || P.str(T->Name) == "std::atomic");
  }
};

} // namespace

bool keepsInTouch(const Program &P, FunctionId F, const DroppedTask &D) {
  bool Kept = D.Manner == DroppedTask::NeverUsed || D.Manner == DroppedTask::OnSomePath || D.Manner == DroppedTask::InContainer;
  if (!Kept || D.Info.OnDrop != TaskModel::Cancels || !givesNothing(P, D.Type))
    return false;
  Touch T(P, F, D.Made);
  return T.isWaitedFor() || T.isToldToEnd();
}

} // namespace corosafe
