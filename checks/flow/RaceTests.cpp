//===- RaceTests.cpp -------------------------------------------------------===//

#include "RaceTests.h"
#include "Winner.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

using namespace race_items;

void RaceTests::learnFromError(const Test &T, State &S) {
  if (!T.Where || !(T.K == Test::Value ? T.Holds : T.K == Test::Error && !T.Holds))
    return;
  Place Where = P.normalize(F, *T.Where);
  S.removeIf([&](const Item &I) {
    auto It = I.Kind == Lost ? Points.find(I.A) : Points.end();
    return It != Points.end() && It->second.ErrorAt && *It->second.ErrorAt == Where;
  });
}

void RaceTests::asked(EventId Id, State &S) {
  const Event &E = Fn.Events[Id];
  const TypeFacts *T = E.Kind == EventKind::Call ? P.type(P.strip(E.Type)) : nullptr;
  if (!T || T->Kind != TypeFacts::Builtin || P.str(T->Name) == "bool" || E.Discarded != Discard::No || E.Receiver.K != Operand::InPlace)
    return;
  bool OfException = llvm::any_of(Fn.Events, [&](const Event &C) {
    return C.Kind == EventKind::CatchEnter && C.HasTarget && overlaps(C.Target, E.Receiver.P);
  });
  if (OfException)
    S.removeIf([&](const Item &I) {
      return I.Kind == Lost && llvm::any_of(Candidates[I.C].ToldBy, [](const Thrown &X) { return X.Names; });
    });
}

void RaceTests::compared(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) {
  std::optional<ErrorAsked> Asked = asksForError(P, F, Id);
  if (!Asked)
    return;
  SourceValue Of = sourceOf(P, F, *Asked->Error, S);
  std::optional<Place> At = P.placeOf(F, *Asked->Error);
  bool OfCaught = isOfCaught(P, F, *Asked->Error);
  auto Tells = [&](const Item &I) {
    if (I.Kind != Lost)
      return false;
    const Candidate &C = Candidates[I.C];
    auto Pt = Points.find(I.A);
    // How a callee tells of its loss was looked at there.
    if (C.Exit || Pt == Points.end() || !Pt->second.Combines || Pt->second.Combines->Kind != CombinatorKind::Timeout)
      return false;
    if (OfCaught)
      return S.Raised.known() && llvm::is_contained(C.ToldBy, S.Raised);
    if (Pt->second.Winner != WinnerTold::ErrorCode)
      return false;
    return (Of.Event == I.A && Of.Part <= 0) || (At && Pt->second.ErrorAt && *Pt->second.ErrorAt == P.normalize(F, *At));
  };
  if (llvm::none_of(S.Items, Tells))
    return;
  State NotLost = S;
  NotLost.removeIf(Tells);
  Forks.push_back(std::move(NotLost));
  decideValue(Id, Asked->IfSignal, S);
}

void RaceTests::counted(EventId Id, State &S) {
  S.removeIf([&](const Item &I) {
    return I.Kind == Lost && Candidates[I.C].What.Counted && looksAtCount(Fn.Events[Id], I.A, Points.find(I.A)->second.Winner, S);
  });
}

void RaceTests::learnFromCount(const Test &T, State &S) {
  if (!T.Where)
    return;
  S.removeIf([&](const Item &I) {
    return I.Kind == Lost && Candidates[I.C].What.Counted && llvm::any_of(Fn.Blocks, [&](const Block &B) {
             return B.Condition.K == Operand::InPlace && B.Condition.P == *T.Where &&
                    branchesOnCount(B, I.A, Points.find(I.A)->second.Winner, S);
           });
  });
}

void RaceTests::read(EventId Id, State &S) {
  const Event &E = Fn.Events[Id];
  if (llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == Lost && Candidates[I.C].What.Unread; }))
    return;
  // `next = std::move(std::get<0>(r.futures))`, or the whole of them: somebody has the handle again.
  auto TakesBack = [&](const Operand &O, const Item &I) {
    const TypeFacts *T = O.K == Operand::Nothing ? nullptr : P.type(P.strip(P.typeOf(Fn, O)));
    bool Whole = E.Kind == EventKind::Init && O.K == Operand::OfValue && O.V == I.A;
    return T && T->Kind == TypeFacts::Record && !Whole && sourceOf(P, F, O, S).Event == I.A;
  };
  if (E.Kind != EventKind::Destroy)
    S.removeIf([&](const Item &I) {
      return I.Kind == Lost && Candidates[I.C].HandedBack &&
             (TakesBack(E.Receiver, I) || llvm::any_of(E.Args, [&](const Operand &A) { return TakesBack(A, I); }));
    });
  // `auto &a = std::get<0>(results);` only names it.
  bool Gives = E.Kind == EventKind::Init || E.Kind == EventKind::Read || E.Kind == EventKind::Destroy ||
               (E.Kind == EventKind::Assign && E.Target.Root == Place::Local);
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
  if (Gives || (M && M->PartOf && partSelected(P, E) >= 0))
    return;
  auto Read = [&](const Operand &O, const Item &I) {
    if (O.K == Operand::Nothing)
      return false;
    SourceValue V = sourceOf(P, F, O, S);
    return V.Event == I.A && (V.Part < 0 || isPartOf(V.Event, V.Part, I.B));
  };
  // `order[0] == 0 ? a : b` reads what the winner gave.
  auto ChoosesWinner = [&](const Item &I) { return E.Kind == EventKind::Choose && E.Args.size() == 3 && Reader.tells(I.A, E.Args[2], S); };
  S.removeIf([&](const Item &I) {
    return I.Kind == Lost && Candidates[I.C].What.Unread && !Candidates[I.C].HandedBack && !ChoosesWinner(I) &&
           (Read(E.Receiver, I) || llvm::any_of(E.Args, [&](const Operand &A) { return Read(A, I); }));
  });
}

bool RaceTests::learnWinner(Test T, State &S) {
  auto It = Points.find(T.Source);
  if (It == Points.end())
    return true;
  const RacePoint &R = It->second;
  if (!learnFromCallee(T, S))
    return false;
  if (!R.Combines)
    return true;
  if (T.K == Test::Index || T.K == Test::Equals) {
    T.Number -= R.Combines->FirstIndex;
    if (R.Combines->FirstIndex && T.Number < 0) {
      // None has won: each failed by itself.
      if (T.Holds)
        S.removeIf([&](const Item &I) { return (I.Kind == Lost || I.Kind == MayWin) && I.A == T.Source; });
      return true;
    }
  }
  switch (R.Winner) {
  case WinnerTold::VariantIndex:
    if (T.K == Test::Index && T.Part < 0)
      return winner(T.Source, T.Number, T.Holds, S);
    return true;
  case WinnerTold::Index:
    if (T.K == Test::Equals || T.K == Test::Index)
      return winner(T.Source, T.Number, T.Holds, S);
    if (T.K == Test::Truth)
      return winner(T.Source, 0, !T.Holds, S);
    return true;
  case WinnerTold::PairFirst:
  case WinnerTold::OrderArray:
    T.Part = partTested(P, F, T);
    // Looked at, whatever it says.
    if (T.Part > 0)
      S.removeIf([&](const Item &I) {
        return I.Kind == Lost && I.A == T.Source && Candidates[I.C].What.Unread && isPartOf(T.Source, T.Part, I.B);
      });
    if (T.K == Test::Error && !T.Holds && T.Part > 0)
      if (std::optional<uint32_t> K = branchOfError(T.Source, T.Part))
        return won(T.Source, *K, S); // It completed without an error.
    if ((T.Part == 0 && T.K == Test::Equals) || (T.Part <= 0 && T.K == Test::Index))
      return winner(T.Source, T.Number, T.Holds, S);
    if (T.Part == 0 && T.K == Test::Truth)
      return winner(T.Source, 0, !T.Holds, S);
    return true;
  case WinnerTold::Optionals:
    if (T.Part >= 0)
      S.removeIf([&](const Item &I) {
        return I.Kind == Lost && I.A == T.Source && static_cast<int>(I.B) == T.Part && Candidates[I.C].What.Unread;
      });
    if (T.Part < 0 || (T.K != Test::Value && T.K != Test::Truth && T.K != Test::Error))
      return true;
    if (T.Holds != (T.K == Test::Error))
      return won(T.Source, T.Part, S);
    return winner(T.Source, T.Part, false, S);
  case WinnerTold::OptionalResult:
  case WinnerTold::BoolResult:
    if (T.Part > 0)
      return true;
    if ((T.K == Test::Error && !T.Holds) || ((T.K == Test::Value || T.K == Test::Truth) && T.Holds))
      return won(T.Source, 0, S);
    return true;
  case WinnerTold::ErrorCode:
    if (T.K == Test::Error && !T.Holds)
      return won(T.Source, 0, S);
    if (T.K == Test::Value && T.Holds)
      return won(T.Source, 0, S);
    return true;
  case WinnerTold::NotTold:
    if (R.Combines->Kind == CombinatorKind::Race && T.Part < 0)
      learnFromValue(T, R, S);
    return true;
  case WinnerTold::Throws:
    return true;
  }
  return true;
}

bool RaceTests::won(EventId Race, int64_t K, State &S) {
  S.removeIf([&](const Item &I) { return I.Kind == Lost && I.A == Race && I.B == K; });
  return true;
}

bool RaceTests::winner(EventId Race, int64_t K, bool Is, State &S) {
  bool Tracked = llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == MayWin && I.A == Race; });
  if (!Tracked)
    return true;
  S.removeIf([&](const Item &I) { return I.Kind == MayWin && I.A == Race && (I.B == K) != Is; });
  unsigned Left = 0;
  uint32_t Last = 0;
  for (const Item &I : S.Items)
    if (I.Kind == MayWin && I.A == Race) {
      ++Left;
      Last = I.B;
    }
  if (Left == 0)
    return false;
  if (Left == 1) {
    won(Race, Last, S);
    S.add({WonBy, Race, Last});
    Learned.insert({Race, Last});
  }
  return true;
}

bool RaceTests::isPartOf(EventId Race, int Part, uint32_t Branch) const {
  const RacePoint &R = Points.find(Race)->second;
  if (R.Winner != WinnerTold::OrderArray)
    return Part == static_cast<int>(Branch);
  // The order, then what each operation completes with: its error first.
  const TypeFacts *T = P.type(P.strip(Fn.Events[Race].Type));
  auto Begins = [&](const TemplateArg &A) {
    const TypeFacts *Of = A.K == TemplateArg::Type ? P.type(P.strip(A.T)) : nullptr;
    return Of && (isErrorCode(P, A.T) || P.str(Of->Name).ends_with("exception_ptr"));
  };
  if (!T || Part >= static_cast<int>(T->Args.size()) || llvm::count_if(T->Args, Begins) != R.Branches)
    return true;
  return llvm::count_if(llvm::ArrayRef(T->Args).take_front(Part + 1), Begins) == Branch + 1;
}

std::optional<uint32_t> RaceTests::branchOfError(EventId Race, int Part) const {
  const TypeFacts *T = P.type(P.strip(Fn.Events[Race].Type));
  if (!T || Part >= static_cast<int>(T->Args.size()))
    return std::nullopt;
  uint32_t Branch = 0;
  for (int I = 1; I < Part; ++I)
    Branch += T->Args[I].K == TemplateArg::Type && isErrorCode(P, T->Args[I].T);
  return isErrorCode(P, T->Args[Part].T) ? std::optional<uint32_t>(Branch) : std::nullopt;
}

static bool toldByPresence(WinnerTold W) {
  return W == WinnerTold::OptionalResult || W == WinnerTold::BoolResult || W == WinnerTold::ErrorCode;
}

bool RaceTests::learnFromCallee(const Test &T, State &S) {
  bool IsCode = T.Part >= 0 || isErrorCode(P, Fn.Events[T.Source].Type);
  S.removeIf([&](const Item &I) {
    if (I.Kind != Lost || I.A != T.Source)
      return false;
    const std::optional<LosingExit> &Exit = Candidates[I.C].Exit;
    if (!Exit)
      return false;
    if (Exit->ReturnsResult && T.K == Test::Index && T.Part < 0)
      return (static_cast<int64_t>(I.B) == T.Number) == T.Holds;
    // The result itself, which a helper hands on: empty or an error where it lost.
    if (Exit->ReturnsResult && T.Part <= 0 && toldByPresence(Exit->Told))
      return T.K == Test::Error ? !T.Holds : T.Holds && (T.K == Test::Value || (T.K == Test::Truth && Exit->Told != WinnerTold::ErrorCode));
    // A test of a part speaks of that part; what began as one value may also be tested as the winner's (get<0>(r)).
    std::optional<int64_t> Constant = Exit->Returns;
    int Part = partTested(P, F, T);
    if (Part >= 0 && static_cast<size_t>(Part) < Exit->Parts.size())
      Constant = Exit->Parts[Part];
    else if (T.Part > 0 || asksOwnField(T))
      return false;
    if (!Constant)
      return false;
    return contradicts(T, *Constant, IsCode);
  });
  llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
  for (const Item &I : Items)
    if (I.Kind == Lost && I.A == T.Source && Candidates[I.C].Exit)
      if (int Part = partTested(P, F, T); Part >= 0 && static_cast<size_t>(Part) < Candidates[I.C].Exit->Vague.size() && Candidates[I.C].Exit->Vague[Part])
        S.add({Unclear, None, None, I.C});
  return true;
}

void RaceTests::learnFromValue(const Test &T, const RacePoint &R, State &S) {
  bool IsCode = isErrorCode(P, Fn.Events[T.Source].Type);
  auto Excluded = [&](const Item &I) {
    bool Any = false;
    for (uint32_t J = 0; J < R.Values.size(); ++J)
      if (J != I.B) {
        if (!R.Values[J] || !contradicts(T, *R.Values[J], IsCode))
          return false;
        Any = true;
      }
    return Any;
  };
  S.removeIf([&](const Item &I) { return I.Kind == Lost && I.A == T.Source && Excluded(I); });
  llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
  for (const Item &I : Items) {
    bool Known = I.B < R.Values.size();
    for (uint32_t J = 0; Known && J < R.Values.size(); ++J)
      Known = J == I.B || R.Values[J];
    // The value is asked for something that the branches do not show: it counts only if it is lost either way. What went on
    // by itself is told by whether its result is gotten.
    if (I.Kind == Lost && I.A == T.Source && !Known && !Candidates[I.C].Handle && !S.has({Guessed, None, 0, I.C}) && !S.has({Guessed, None, 1, I.C}))
      S.add({Guessed, None, T.Holds, I.C});
  }
}

std::optional<Place> RaceTests::askedAbout(const Test &T) const {
  if (T.Where && T.Where->Root != Place::Value)
    return P.normalize(F, *T.Where);
  return T.Source == None ? std::nullopt : gotten(T.Source);
}

std::optional<Place> RaceTests::gotten(EventId Id) const {
  const Event &E = Fn.Events[Id];
  const Meaning *M = E.Kind == EventKind::Call ? &P.meaning(F, Id) : nullptr;
  if (!M || M->Bodies.size() != 1 || P.function(M->Bodies[0]).IsCoroutine)
    return std::nullopt;
  const Event *Only = nullptr;
  for (const Event &R : P.function(M->Bodies[0]).Events)
    if (R.Kind == EventKind::Return) {
      if (Only || R.Args.empty() || R.Args[0].K != Operand::InPlace)
        return std::nullopt;
      Only = &R;
    }
  return Only ? P.rebase(F, Id, M->Bodies[0], Only->Args[0].P) : std::nullopt;
}

void RaceTests::learnFromFlags(const Test &T, State &S) {
  if (llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == Lost && !Candidates[I.C].Writes.empty(); }))
    return;
  std::optional<Place> Asked = askedAbout(T);
  if (!Asked)
    return;
  llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
  for (const Item &I : Items) {
    if (I.Kind != Lost)
      continue;
    for (const LosingExit::Write &W : Candidates[I.C].Writes) {
      if (W.Of != None || W.On != *Asked || S.has({Rewritten, None, Places.keyOf(W.On), I.C}))
        continue;
      std::optional<int64_t> Value = W.Value;
      if (W.Kept && W.On.Root == Place::Local && W.On.Path.empty())
        if (const Operand *Before = firstValue(W.On.Index))
          Value = Reader.constantOf(*Before, S, 0);
      // A plain number or flag tells nothing else by an error than it does by its truth.
      if (!Value)
        S.add({Unclear, None, None, I.C});
      else if (contradicts(T, *Value, true))
        S.remove(I);
    }
  }
}

const Operand *RaceTests::firstValue(uint32_t Local) const {
  const Operand *First = nullptr;
  for (const Event &E : Fn.Events) {
    if (!E.HasTarget || E.Kind == EventKind::Destroy || E.Target.Root != Place::Local || E.Target.Index != Local)
      continue;
    if (First || E.Kind == EventKind::Assign || E.Kind == EventKind::Compute)
      return nullptr;
    if (E.Kind == EventKind::Init && !E.Args.empty())
      First = &E.Args[0];
  }
  return First;
}

bool RaceTests::readsFlag(uint32_t C, EventId Value) const {
  const Event &E = Fn.Events[Value];
  auto Reads = [&](const Operand &O) {
    return O.K == Operand::InPlace && llvm::any_of(Candidates[C].Writes, [&](const LosingExit::Write &W) {
             return overlaps(W.On, P.normalize(F, O.P));
           });
  };
  return Reads(E.Receiver) || llvm::any_of(E.Args, Reads);
}

void RaceTests::flags(EventId Id, State &S) {
  const Event &E = Fn.Events[Id];
  if (llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == Lost && !Candidates[I.C].Writes.empty(); }))
    return;
  llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
  for (const Item &I : Items) {
    if (I.Kind != Lost)
      continue;
    for (const LosingExit::Write &W : Candidates[I.C].Writes) {
      if (E.HasTarget && E.Kind != EventKind::Destroy && overlaps(P.normalize(F, E.Target), W.On))
        S.add({Rewritten, None, Places.keyOf(W.On), I.C});
      if (E.Kind == EventKind::Call && mayThrowFor(Id) && llvm::any_of(E.Args, [&](const Operand &A) {
            return A.K == Operand::InPlace && A.Pass != Passing::MutableRef && A.Pass != Passing::MutablePointer && !A.AddressOf &&
                   overlaps(P.normalize(F, A.P), W.On);
          }))
        S.add({Unclear, None, None, I.C});
    }
  }
}

bool RaceTests::mayThrowFor(EventId Id) const {
  const Meaning &M = P.meaning(F, Id);
  if (M.Model || M.InLibrary || Fn.Events[Id].Callee == None)
    return false;
  const EntityFacts &Callee = P.Facts.Entities[Fn.Events[Id].Callee];
  bool Operator = P.str(Callee.Leaf).starts_with("operator");
  return M.Bodies.empty() ? !Operator && !Callee.InSystemHeader
                          : llvm::any_of(M.Bodies, [&](FunctionId B) { return !Known[B].Throws.empty() || !Known[B].Returns; });
}

/// A field of a class of the program's own, by its name: what is known of the whole is another matter.
bool RaceTests::asksOwnField(const Test &T) const {
  const TypeFacts *Ty = T.Where && !T.Where->Path.empty() ? P.type(P.strip(Fn.Events[T.Source].Type)) : nullptr;
  return Ty && !Ty->InSystemHeader && llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return Fd.Name == T.Where->Path.back(); });
}

} // namespace corosafe
