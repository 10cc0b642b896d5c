//===- Winner.cpp -----------------------------------------------------------===//

#include "Winner.h"
#include "SharedObject.h"

namespace corosafe {

int partTested(const Program &P, FunctionId F, const Test &T) {
  if (T.Part >= 0)
    return T.Part;
  if (!T.Where || T.Where->Path.empty())
    return -1;
  const TypeFacts *Ty = P.type(P.strip(P.function(F).Events[T.Source].Type));
  if (!Ty)
    return -1;
  for (size_t I = 0; I < Ty->Fields.size(); ++I)
    if (Ty->Fields[I].Name == T.Where->Path.back())
      return static_cast<int>(I);
  return -1;
}

std::optional<uint32_t> winnerTested(const Program &P, FunctionId F, const Test &T, const Combinator &C, uint32_t Branches) {
  int64_t Number = T.Number - C.FirstIndex;
  bool Holds = T.Holds;
  int Part = partTested(P, F, T);
  switch (C.Winner) {
  case WinnerTold::VariantIndex:
    if (T.K != Test::Index || Part > 0)
      return std::nullopt;
    break;
  case WinnerTold::PairFirst:
  case WinnerTold::OrderArray:
    if (Part != 0)
      return std::nullopt;
    [[fallthrough]];
  case WinnerTold::Index:
    if (T.K == Test::Truth) {
      Number = 0;
      Holds = !Holds;
    } else if (T.K != Test::Equals && T.K != Test::Index) {
      return std::nullopt;
    }
    break;
  default:
    return std::nullopt;
  }
  if (Number < 0 || Number >= Branches)
    return std::nullopt;
  if (Holds)
    return Number;
  return Branches == 2 ? std::optional<uint32_t>(1 - Number) : std::nullopt;
}

static bool endsWith(const Program &P, TypeId T, llvm::StringRef Name) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && P.str(Ty->Name).ends_with(Name);
}

/// What a class or template is made of first: its first field, or its first argument.
static TypeId firstPart(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record)
    return None;
  if (!Ty->Args.empty())
    return Ty->Args[0].K == TemplateArg::Type ? Ty->Args[0].T : None;
  return Ty->Fields.empty() ? None : Ty->Fields[0].Type;
}

WinnerTold toldBy(const Program &P, TypeId Result, const Combinator &C, TypeId Of) {
  const TypeFacts *Ty = P.type(P.strip(Result));
  if (!Ty)
    return C.Winner;
  if (C.Winner == WinnerTold::Throws && C.Kind == CombinatorKind::Timeout) {
    TypeId Gives = firstPart(P, Of);
    return endsWith(P, Result, "::optional") && Gives != None && !endsWith(P, Gives, "::optional") ? WinnerTold::OptionalResult : C.Winner;
  }
  bool Told = C.Winner == WinnerTold::VariantIndex || C.Winner == WinnerTold::PairFirst || C.Winner == WinnerTold::Optionals;
  if (C.Kind != CombinatorKind::Race || !Told)
    return C.Winner;
  auto Number = [&](TypeId T) { return isNumber(P, T) && !endsWith(P, T, "void") && !endsWith(P, T, "bool"); };
  if (Number(Result))
    return WinnerTold::Index;
  if (endsWith(P, Result, "variant"))
    return WinnerTold::VariantIndex;
  return Number(firstPart(P, Result)) ? WinnerTold::PairFirst : C.Winner;
}

} // namespace corosafe
