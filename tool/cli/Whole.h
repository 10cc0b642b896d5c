//===- Whole.h - Several translation units as one program -------------------===//

#ifndef COROSAFE_TOOL_CLI_WHOLE_H
#define COROSAFE_TOOL_CLI_WHOLE_H

#include "Unit.h"

namespace corosafe {

/// Links the units' facts and analyses them as one program: what a coroutine of
/// one file does is known where another file races it. Findings of a file are
/// subject to that file's configuration.
UnitResult analyzeWhole(llvm::ArrayRef<const TuFacts *> Units, FileConfigs &Configs, const ModelStore &Models,
                        const Options &Request);

} // namespace corosafe

#endif
