//===- Link.h - Facts of several translation units as one ------------------===//

#ifndef COROSAFE_FACTS_LINK_H
#define COROSAFE_FACTS_LINK_H

#include "Facts.h"
#include <memory>
#include <vector>

namespace corosafe {

/// One program from its translation units. What several units see (inline
/// functions, instantiations, types, declarations) becomes one row; entities meet
/// by key, types by name. The order of the units does not matter: they are taken
/// in the order of their main files' names. A function that is defined at two
/// places keeps both bodies, and Skipped says so; units of several programs may be
/// linked at once. The units are consumed: of a large program there is no room for two.
TuFacts link(std::vector<TuFacts> Units);

/// The same for units that come one at a time, so that no more than one of them
/// is in memory besides the program. They are to come in the order of their main
/// files' names: the first definition counts.
class Linker {
public:
  /// Where it is known how many units will come, the tables are made as large as they will have to be.
  explicit Linker(size_t Units = 0);
  ~Linker();
  void add(TuFacts Unit);
  /// The program; nothing is to be added afterwards.
  TuFacts take();

private:
  struct Tables;
  std::unique_ptr<Tables> T;
};

} // namespace corosafe

#endif
