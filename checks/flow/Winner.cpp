//===- Winner.cpp -----------------------------------------------------------===//

#include "Winner.h"

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

} // namespace corosafe
