//===- Stale.h - Views of shared objects used after a suspend point ---------===//
//
// While a coroutine is suspended, others run. An iterator, pointer, reference or
// view into an object that they share is only as good as the last look:
//
//   auto it = sessions_.find(id);        looked up
//   co_await it->second.send(hello);     others may call erase()
//   it->second.close();                  stale
//
// It takes evidence: some other function of the program that changes the object
// in a way that ends such views.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_STALE_H
#define COROSAFE_FLOW_STALE_H

#include "../Finding.h"
#include "Paths.h"
#include <optional>

namespace corosafe {

struct StaleUse {
  enum How : uint8_t {
    View,      ///< A local iterator, pointer or view.
    Reference, ///< A reference to an element.
    Loop,      ///< A range-for goes on over it.
    Pointee,   ///< A member that others reset is followed again.
  };
  How Manner = View;
  std::string Object;   ///< The shared container, or the member.
  std::string Holder;   ///< The local, if any.
  SourceSpan Looked;    ///< Where it was looked up.
  SourceSpan Suspended;
  SourceSpan Used;
  SourceSpan Changed;   ///< Where another function invalidates it.
  FunctionId ChangedIn = None;
  Confidence Sure = Confidence::High;
};

struct StaleResult {
  std::vector<StaleUse> Uses;
  PathsResult Walked = PathsResult::Done;
};

/// Where the program changes what it shares in a way that ends views of it.
class Invalidations {
public:
  explicit Invalidations(const Program &P);

  struct Change {
    FunctionId In = None;
    EventId At = None;
    TypeId Type = None;  ///< Of the object, where it is known.
    TypeId Owner = None; ///< The class whose member it is, where that is this object's.
    bool IteratorsOnly = false;
    bool Resets = false; ///< It holds nothing afterwards.
  };
  /// A change of that object by something that may run while F is suspended; null if none is seen.
  const Change *of(FunctionId F, const Place &Object, TypeId Type, bool ForIterator, bool ResetOnly) const;

private:
  const Program &P;
  std::vector<std::pair<Symbol, Change>> Members;
  std::vector<std::pair<uint32_t, Change>> Globals;
};

StaleResult analyzeStale(const Program &P, FunctionId F, const Invalidations &Changes);

} // namespace corosafe

#endif
