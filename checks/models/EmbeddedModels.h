//===- EmbeddedModels.h - libraries/*.json as text in the program ----------===//
//
// The build embeds every file of checks/models/libraries (CMakeLists.txt), in
// the order of their names, byte for byte.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_MODELS_EMBEDDEDMODELS_H
#define COROSAFE_MODELS_EMBEDDEDMODELS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corosafe {

struct EmbeddedModel {
  llvm::StringRef FileName; ///< "asio.json".
  llvm::StringRef Text;
};

llvm::ArrayRef<EmbeddedModel> embeddedModels();

} // namespace corosafe

#endif
