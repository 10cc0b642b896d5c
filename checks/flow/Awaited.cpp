//===- Awaited.cpp ----------------------------------------------------------===//

#include "Awaited.h"
#include "CompletionTokens.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

const TypeModel *awaitedModel(const Program &P, FunctionId F, const Operand &O) {
  if (O.K == Operand::InPlace && O.P.Root == Place::Global && O.P.Path.empty())
    for (llvm::StringRef Name : P.namesOf(P.Facts.Globals[O.P.Index]))
      if (const TypeModel *M = P.Models.type(Name))
        return M;
  return P.typeModel(P.typeOf(P.function(F), O));
}

std::optional<Place> toRoot(const Program &P, FunctionId In, const Place &Pl, llvm::ArrayRef<Frame> Path) {
  Place Here = P.normalize(In, Pl);
  for (unsigned Guard = 0; !Path.empty() && Guard < 64; ++Guard) {
    const FunctionFacts &Fn = P.function(In);
    if (Fn.IsLambda && (Here.Root == Place::Capture || Here.Root == Place::This)) {
      // Captures belong to the function in which the lambda is written, which may be further out than its caller.
      Program::CallSite Site = P.lambdaSite(In);
      // One that is kept in a member runs on the object that keeps it.
      if (Here.Root == Place::This && Path.back().Caller != Site.Caller)
        if (std::optional<Place> Out = P.rebase(Path.back().Caller, Path.back().Call, In, Here)) {
          Here = *Out;
          In = Path.back().Caller;
          Path = Path.drop_back();
          continue;
        }
      while (!Path.empty() && Path.back().Caller != Site.Caller)
        Path = Path.drop_back();
      if (Path.empty())
        return std::nullopt;
      std::optional<Place> Out = P.rebase(Site.Caller, Site.Call, In, Here);
      if (!Out)
        return std::nullopt;
      Here = *Out;
    } else {
      std::optional<Place> Out = P.rebase(Path.back().Caller, Path.back().Call, In, Here);
      if (!Out)
        return std::nullopt;
      Here = *Out;
    }
    In = Path.back().Caller;
    Path = Path.drop_back();
  }
  return Here;
}

namespace {
constexpr unsigned MaxDepth = 12;

class Resolver {
public:
  Resolver(const Program &P, FunctionId Root, const State &S) : P(P), Root(Root), S(S) {}

  AwaitNode given(llvm::ArrayRef<Frame> Through, uint32_t Index, bool Callable) {
    Path.assign(Through.begin(), Through.end());
    const Frame &Last = Through.back();
    return parameter(P.meaning(Last.Caller, Last.Call).Bodies.empty() ? Last.Caller
                                                                      : P.meaning(Last.Caller, Last.Call).Bodies[0],
                     Index, Callable, false, 0);
  }

  AwaitNode operand(FunctionId F, const Operand &O, unsigned Depth) {
    AwaitNode N;
    bool TooMuch = Depth > MaxDepth || ++Nodes > 256;
    if (!TooMuch && O.K == Operand::OfValue)
      event(F, O.V, Depth + 1, N);
    N.Lvalue = O.Lvalue && !O.Moved;
    if (TooMuch || O.K != Operand::InPlace)
      return N;
    Place Pl = O.P;
    if (Pl.Root == Place::Local && onlyDerefs(Pl)) {
      const Operand *Def = F == Root && Path.empty() ? valueOf(P, F, Pl.Index, S) : P.soleValue(F, Pl.Index);
      if (Def) {
        AwaitNode R = operand(F, *Def, Depth + 1);
        R.Lvalue = N.Lvalue;
        if (R.K != AwaitNode::Unknown)
          return R;
      }
    }
    // An event or signal that was handed in says by its type what awaiting it does; a task has to be followed.
    if (const TypeModel *M = awaitedModel(P, F, O); M && M->Awaited && !M->Task)
      return awaitedObject(F, O, std::move(N));
    if (Pl.Root == Place::Parameter && onlyDerefs(Pl))
      return parameter(F, Pl.Index, false, N.Lvalue, Depth);
    if (Pl.Root == Place::Capture && onlyDerefs(Pl)) {
      // What the lambda captured, in the function that it stands in.
      Program::CallSite Site = P.lambdaSite(F);
      if (Site.Caller != None && Pl.Index < P.function(Site.Caller).Events[Site.Call].Args.size()) {
        llvm::SmallVector<Frame, 2> Saved = Path;
        while (!Path.empty() && Path.back().Caller != Site.Caller)
          Path.pop_back();
        bool Inside = !Path.empty();
        if (Inside)
          Path.pop_back();
        if (Inside) {
          AwaitNode R = operand(Site.Caller, P.function(Site.Caller).Events[Site.Call].Args[Pl.Index], Depth + 1);
          Path = Saved;
          if (R.K != AwaitNode::Unknown)
            return R;
        }
        Path = Saved;
      }
    }
    return awaitedObject(F, O, std::move(N));
  }

private:
  const Program &P;
  FunctionId Root;
  const State &S;
  llvm::SmallVector<Frame, 2> Path;
  unsigned Nodes = 0;

  bool onlyDerefs(const Place &Pl) const {
    return llvm::all_of(Pl.Path, [&](Symbol E) { return P.str(E) == "*"; });
  }

  /// An object whose own type says what awaiting it does (an event, a channel's receive awaiter).
  AwaitNode awaitedObject(FunctionId F, const Operand &O, AwaitNode N) {
    const TypeModel *M = awaitedModel(P, F, O);
    N.Path = Path;
    if (O.K == Operand::InPlace)
      N.Name = P.spell(F, O.P);
    if (M && M->Awaited) {
      N.K = AwaitNode::Operation;
      N.Op = &*M->Awaited;
      if (std::optional<Place> Pl = P.placeOf(F, O))
        addObject(N, F, *Pl);
    }
    return N;
  }

  void addObject(AwaitNode &N, FunctionId F, const Place &Pl) {
    if (std::optional<Place> R = toRoot(P, F, Pl, Path))
      N.On.push_back(*R);
    else
      N.OnLost = true;
  }

  AwaitNode parameter(FunctionId F, uint32_t Index, bool Callable, bool Lvalue, unsigned Depth) {
    if (!Path.empty() && !P.function(F).IsLambda) {
      Frame Last = Path.back();
      const Event &Call = P.function(Last.Caller).Events[Last.Call];
      if (Index < Call.Args.size()) {
        Path.pop_back();
        AwaitNode R = Callable ? callable(Last.Caller, Call.Args[Index], Depth + 1)
                               : operand(Last.Caller, Call.Args[Index], Depth + 1);
        Path.push_back(Last);
        return R;
      }
    }
    AwaitNode N;
    if (Path.empty() || P.function(F).IsLambda) {
      N.K = AwaitNode::Parameter;
      N.Index = Index;
      N.Callable = Callable;
      N.Lvalue = Lvalue;
      N.Name = P.str(P.function(F).Params[Index].Name).str();
      N.Range = P.function(F).Params[Index].Range;
      N.Path = Path;
      if (!Path.empty())
        N.K = AwaitNode::Unknown; // A parameter of a lambda that someone else calls.
    }
    return N;
  }

  /// The awaitable that calling an operand makes: a lambda, or a function.
  AwaitNode callable(FunctionId F, const Operand &O, unsigned Depth) {
    AwaitNode N;
    if (Depth > MaxDepth)
      return N;
    if (O.K == Operand::OfValue && P.function(F).Events[O.V].Kind == EventKind::Lambda) {
      event(F, O.V, Depth + 1, N);
      return N;
    }
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && onlyDerefs(O.P))
      if (const Operand *Def = P.soleValue(F, O.P.Index))
        return callable(F, *Def, Depth + 1);
    if (O.K == Operand::InPlace && O.P.Root == Place::Parameter && onlyDerefs(O.P))
      return parameter(F, O.P.Index, true, false, Depth);
    if (O.K != Operand::OfValue)
      return N;
    const Event &E = P.function(F).Events[O.V];
    if (E.Kind == EventKind::Construct && E.Args.size() == 1)
      return callable(F, E.Args[0], Depth + 1);
    // A wrapper that keeps the closure alive (co_invoke, coCapture).
    if (E.Kind == EventKind::Call)
      if (const FunctionModel *M = P.meaning(F, O.V).Model)
        if (const std::optional<ArgRef> &Through = M->Wraps ? M->Wraps : M->PartOf)
          for (const Operand *A : P.operands(P.function(F), E, *Through))
            return callable(F, *A, Depth + 1);
    return N;
  }

  AwaitNode argument(FunctionId F, const Operand &O, unsigned Depth) {
    if (P.isCallable(P.typeOf(P.function(F), O)))
      return callable(F, O, Depth);
    return operand(F, O, Depth);
  }

  /// Fills a node that says nothing yet.
  void event(FunctionId F, EventId Id, unsigned Depth, AwaitNode &N) {
    const FunctionFacts &Fn = P.function(F);
    const Event &E = Fn.Events[Id];
    N.Range = E.Range;
    N.Path = Path;
    N.Name = P.calleeName(F, Id);
    if (Depth > MaxDepth)
      return;
    switch (E.Kind) {
    case EventKind::Choose: {
      // Whichever it is: the arm of which most is known.
      for (const Operand &A : E.Args) {
        AwaitNode R = operand(F, A, Depth + 1);
        if (N.K == AwaitNode::Unknown || R.K == AwaitNode::Combinator)
          N = std::move(R);
      }
      return;
    }
    case EventKind::Lambda:
      return body(F, Id, E, Depth, N);
    case EventKind::Construct: {
      // An awaiter around another one, which it can cancel.
      const FunctionModel *Made = E.Callee == None ? nullptr : P.meaning(F, Id).Model;
      auto Enable = [&] {
        N.MadeCancellable |= Made && Made->Cancellable;
        for (AwaitNode &B : N.Branches)
          B.MadeCancellable |= N.MadeCancellable;
      };
      if (const TypeModel *M = P.typeModel(E.Type)) {
        if (M->Combines) {
          combinator(F, Id, E, *M->Combines, nullptr, Depth, N);
          return Enable();
        }
        if (M->Awaited) {
          N.K = AwaitNode::Operation;
          N.Op = &*M->Awaited;
          return;
        }
      }
      if (Made && Made->Wraps)
        for (const Operand *O : P.operands(Fn, E, *Made->Wraps)) {
          N = argument(F, *O, Depth + 1);
          return Enable();
        }
      if (E.Args.size() == 1)
        if (AwaitNode R = argument(F, E.Args[0], Depth + 1); R.K != AwaitNode::Unknown)
          N = std::move(R);
      return;
    }
    case EventKind::Call:
      return call(F, Id, E, Depth, N);
    default:
      return;
    }
  }

  void call(FunctionId F, EventId Id, const Event &E, unsigned Depth, AwaitNode &N) {
    const FunctionFacts &Fn = P.function(F);
    const Meaning &M = P.meaning(F, Id);
    if (E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator|")
      if (std::optional<AwaitNode> Piped = pipe(F, Id, E, N, Depth))
        return void(N = std::move(*Piped));
    if (M.Model) {
      const FunctionModel &Fm = *M.Model;
      N.CountReturned = llvm::any_of(E.Args, [&](const Operand &A) { return makesErrorsValues(P, F, A); });
      if (Fm.Combines && !Fm.Op)
        return combinator(F, Id, E, *Fm.Combines, &Fm, Depth, N);
      const std::optional<ArgRef> &Through = Fm.Shields ? Fm.Shields : Fm.Wraps;
      if (Through)
        for (const Operand *O : P.operands(Fn, E, *Through)) {
          AwaitNode R = argument(F, *O, Depth + 1);
          R.Shielded |= Fm.Shields.has_value();
          R.CountReturned |= N.CountReturned || Fm.ErrorsReturned;
          R.MadeCancellable |= Fm.Cancellable.has_value() && !Fm.Shields;
          if (Fm.Continues)
            R = continued(F, E, Fm, std::move(R), Depth);
          if (R.Range.valid() && Path.empty())
            R.Range = E.Range; // Said where the whole operand begins.
          if (!Fm.Shields)
            boundedByToken(F, E, R, O);
          return void(N = std::move(R));
        }
      if (Fm.Op) {
        N.K = AwaitNode::Operation;
        N.Op = &*Fm.Op;
        N.Model = &Fm;
        N.Made = Id;
        const TypeFacts *Made = P.type(P.strip(E.Type));
        const TypeFacts *Gives = Made && !Made->Args.empty() ? P.type(Made->Args[0].T) : nullptr;
        N.CarriesNothing = Gives && P.str(Gives->Name) == "void";
        for (ArgRef Ref : Fm.Op->On)
          for (const Operand *O : P.operands(Fn, E, Ref)) {
            if (std::optional<Place> Pl = P.placeOf(F, *O))
              addObject(N, F, *Pl);
            else
              N.OnLost = true;
          }
        if (Fm.Op->Into)
          for (const Operand *O : P.operands(Fn, E, *Fm.Op->Into))
            if (std::optional<Place> Pl = P.placeOf(F, *O))
              N.Into = toRoot(P, F, *Pl, Path);
        N.CountReturned |= Fm.ErrorsReturned;
        N.Shielded |= llvm::any_of(E.Args, [&](const Operand &A) { return shieldsByToken(P, F, A); });
        // It ends by itself after the time that it is given.
        if (Fm.Combines)
          return bounded(Fm, Id, E, N);
        return boundedByToken(F, E, N);
      }
      if (Fm.PartOf)
        for (const Operand *O : P.operands(Fn, E, *Fm.PartOf))
          return void(N = operand(F, *O, Depth + 1));
    }
    // A closure that came as an argument: what it captured is known where it was made.
    bool GivenClosure = E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Parameter &&
                        onlyDerefs(E.Receiver.P) && !M.Bodies.empty() && P.function(M.Bodies[0]).IsLambda;
    if (GivenClosure)
      return void(N = parameter(F, E.Receiver.P.Index, true, false, Depth));
    if (!M.Bodies.empty())
      return body(F, Id, E, Depth, N);
    if (E.Indirect && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Parameter)
      return void(N = parameter(F, E.Receiver.P.Index, true, false, Depth));
    if (const TypeModel *T = P.typeModel(E.Type); T && T->Awaited) {
      N.K = AwaitNode::Operation;
      N.Op = &*T->Awaited;
      if (E.Receiver.K != Operand::Nothing)
        if (std::optional<Place> Pl = P.placeOf(F, E.Receiver))
          addObject(N, F, *Pl);
    }
  }

  /// A token may itself be a timeout around the operation: async_read(s, b, cancel_after(5s)).
  /// What is Wrapped is no token, though it may be a timeout itself: co_awaitTry(timeout(work(), 5s)).
  void boundedByToken(FunctionId F, const Event &E, AwaitNode &N, const Operand *Wrapped = nullptr) const {
    for (const Operand &A : E.Args)
      if (CallIn T = &A == Wrapped ? CallIn() : timeoutToken(P, F, A); T.Call != None) {
        N.CountReturned |= llvm::any_of(P.function(T.In).Events[T.Call].Args, [&](const Operand &Inner) { return makesErrorsValues(P, T.In, Inner); });
        bounded(*P.meaning(T.In, T.Call).Model, T.In == F ? T.Call : None, E, N);
        N.Name = P.calleeName(T.In, T.Call);
        return;
      }
  }

  /// Puts a timeout around the operation at hand.
  void bounded(const FunctionModel &Timeout, EventId Made, const Event &E, AwaitNode &N) const {
    AwaitNode R;
    R.K = AwaitNode::Combinator;
    R.Combines = &*Timeout.Combines;
    R.Model = &Timeout;
    R.Made = Made;
    R.Range = E.Range;
    R.Path = Path;
    R.Name = N.Name;
    R.Branches.push_back(std::move(N));
    N = std::move(R);
  }

  /// `operation | adaptor(...)`: the adaptor's first argument stands on its left.
  std::optional<AwaitNode> pipe(FunctionId F, EventId Id, const Event &E, const AwaitNode &N, unsigned Depth) {
    const FunctionFacts &Fn = P.function(F);
    const Operand *Left = E.Receiver.K != Operand::Nothing ? &E.Receiver : E.Args.empty() ? nullptr : &E.Args[0];
    if (!Left || E.Args.empty() || &E.Args.back() == Left)
      return std::nullopt;
    const Operand &Right = E.Args.back();
    const FunctionModel *M = nullptr;
    const Event *Adaptor = nullptr;
    if (Right.K == Operand::OfValue && Fn.Events[Right.V].Kind == EventKind::Call) {
      Adaptor = &Fn.Events[Right.V];
      M = P.meaning(F, Right.V).Model;
    } else if (Right.K == Operand::InPlace && Right.P.Root == Place::Global) {
      for (llvm::StringRef Name : P.namesOf(P.Facts.Globals[Right.P.Index]))
        if (llvm::ArrayRef<const FunctionModel *> Entries = P.Models.functions(Name); !M && !Entries.empty())
          M = Entries.front();
    }
    if (!M)
      return std::nullopt;
    AwaitNode First = argument(F, *Left, Depth + 1);
    if (!First.Range.valid())
      First.Range = E.Range;
    if (M->Combines && M->Combines->PipeForm) {
      AwaitNode R = N;
      R.K = AwaitNode::Combinator;
      R.Combines = &*M->Combines;
      R.Model = M;
      R.Made = Id;
      R.CountReturned |= M->ErrorsReturned;
      if (Adaptor)
        R.Name = P.calleeName(F, Right.V);
      R.Branches.push_back(std::move(First));
      if (Adaptor && (M->Combines->Kind == CombinatorKind::Race || M->Combines->Branches.size() > 1))
        for (const Operand &A : Adaptor->Args)
          R.Branches.push_back(argument(F, A, Depth + 1));
      return R;
    }
    if (M->Shields || M->Wraps) {
      First.Shielded |= M->Shields.has_value();
      First.CountReturned |= M->ErrorsReturned;
      if (Adaptor && M->Continues)
        return continued(F, *Adaptor, *M, std::move(First), Depth);
      return First;
    }
    return std::nullopt;
  }

  /// What is given goes through a function, which may give something to await in its turn: `source | then(f)`.
  AwaitNode continued(FunctionId F, const Event &Call, const FunctionModel &M, AwaitNode Source, unsigned Depth) {
    for (const Operand *By : P.operands(P.function(F), Call, *M.Continues)) {
      if (!P.isCallable(P.typeOf(P.function(F), *By)))
        continue;
      AwaitNode Next;
      if (M.ContinuationAwaited)
        Next = callable(F, *By, Depth + 1);
      // A hop, a value that is there, an event: what follows is what counts.
      bool Waits = Source.K == AwaitNode::Operation && Source.Op && Source.Op->Does == Effect::Wait && !Source.Op->Timer;
      if (Next.K != AwaitNode::Unknown && (Source.K == AwaitNode::Unknown || Waits))
        return Next;
      FunctionId Body = continuationBody(F, *By);
      if (Next.K == AwaitNode::Unknown) {
        Source.Then.push_back(Body);
        return Source;
      }
      Source.Then.push_back(Body);
      static const Combinator InTurn = [] {
        Combinator C;
        C.Kind = CombinatorKind::Join;
        return C;
      }();
      AwaitNode R;
      R.K = AwaitNode::Combinator;
      R.Combines = &InTurn;
      R.Name = Source.Name;
      R.Range = Source.Range;
      R.Path = Path;
      R.Branches.push_back(std::move(Source));
      R.Branches.push_back(std::move(Next));
      return R;
    }
    return Source;
  }

  FunctionId continuationBody(FunctionId F, const Operand &O, unsigned Depth = 0) const {
    if (O.K == Operand::OfValue && P.function(F).Events[O.V].Kind == EventKind::Lambda)
      return P.bodyOf(P.function(F).Events[O.V].Callee);
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && onlyDerefs(O.P) && Depth < 4)
      if (const Operand *Def = P.soleValue(F, O.P.Index))
        return continuationBody(F, *Def, Depth + 1);
    return None;
  }

  /// A call with a body (or a lambda that someone will call): a coroutine, or a
  /// function that returns an awaitable.
  void body(FunctionId F, EventId Id, const Event &E, unsigned Depth, AwaitNode &N) {
    FunctionId B = None;
    if (E.Kind == EventKind::Lambda) {
      B = P.bodyOf(E.Callee);
    } else {
      const Meaning &M = P.meaning(F, Id);
      if (M.Bodies.empty())
        return;
      B = M.Bodies[0];
    }
    if (B == None)
      return;
    for (const Frame &Fr : Path)
      if (Fr.Call == Id && Fr.Caller == F)
        return; // Recursion.
    const FunctionFacts &Body = P.function(B);
    if (Body.IsCoroutine) {
      N.K = AwaitNode::Coroutine;
      N.Callee = B;
      N.Shielded |= takesShield(P, Body.Entity);
      N.Path.push_back({F, Id});
      return;
    }
    Path.push_back({F, Id});
    for (const Event &R : Body.Events)
      if (R.Kind == EventKind::Return && !R.Args.empty()) {
        AwaitNode X = operand(B, R.Args[0], Depth + 1);
        if (X.K != AwaitNode::Unknown && N.K == AwaitNode::Unknown)
          N = std::move(X);
      }
    Path.pop_back();
    // Said where the user wrote the call.
    if (N.K != AwaitNode::Unknown && Path.empty() && N.K != AwaitNode::Combinator)
      N.Range = E.Range;
  }

  void combinator(FunctionId F, EventId Id, const Event &E, const Combinator &C, const FunctionModel *Model, unsigned Depth,
                  AwaitNode &N) {
    N.K = AwaitNode::Combinator;
    N.Combines = &C;
    N.Model = Model;
    N.Made = Id;
    N.CountReturned |= Model && Model->ErrorsReturned;
    for (ArgRef Ref : C.Branches) {
      for (const Operand *O : P.operands(P.function(F), E, Ref)) {
        if (C.Range) {
          range(F, *O, N, Depth);
          continue;
        }
        AwaitNode B = argument(F, *O, Depth + 1);
        if (!B.Range.valid())
          B.Range = E.Range;
        // `a || b || c` nests to the left and yields one flat result.
        if (C.Flattens && B.K == AwaitNode::Combinator && B.Combines == &C && B.Path.size() == Path.size())
          for (AwaitNode &Inner : B.Branches)
            N.Branches.push_back(std::move(Inner));
        else
          N.Branches.push_back(std::move(B));
      }
    }
  }

  /// The awaitables that were put into a local container.
  void range(FunctionId F, const Operand &O, AwaitNode &N, unsigned Depth) {
    if (O.K == Operand::OfValue) {
      for (const Operand &A : P.function(F).Events[O.V].Args)
        N.Branches.push_back(argument(F, A, Depth + 1));
      return;
    }
    if (O.K != Operand::InPlace || O.P.Root != Place::Local)
      return;
    for (const Event &E : P.function(F).Events) {
      bool Init = E.Kind == EventKind::Init && E.HasTarget && E.Target == O.P && !E.Args.empty();
      if (Init && E.Args[0].K == Operand::OfValue)
        range(F, E.Args[0], N, Depth + 1);
      if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P == O.P)
        for (const Operand &A : E.Args) {
          AwaitNode B = argument(F, A, Depth + 1);
          if (B.K != AwaitNode::Unknown)
            N.Branches.push_back(std::move(B));
        }
    }
  }
};

} // namespace

AwaitNode resolveArgument(const Program &P, llvm::ArrayRef<Frame> Path, uint32_t Index, bool Callable) {
  if (Path.empty())
    return AwaitNode();
  State Unknown;
  return Resolver(P, Path.front().Caller, Unknown).given(Path, Index, Callable);
}

bool takesShield(const Program &P, EntityId Coroutine) {
  const EntityFacts &C = P.Facts.Entities[Coroutine];
  for (size_t I = 0; I < C.ParamTypes.size() && I < C.Params.size(); ++I)
    if (const TypeModel *M = C.Params[I] == Passing::ByValue ? P.typeModel(C.ParamTypes[I]) : nullptr; M && M->Shield)
      return true;
  return false;
}

AwaitNode resolveAwaited(const Program &P, FunctionId F, const Operand &O, const State &S) {
  return Resolver(P, F, S).operand(F, O, 0);
}

} // namespace corosafe
