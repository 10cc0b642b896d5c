//===- ModelJson.h - Library models from JSON ------------------------------===//
//
// The format is described by model.schema.json and docs/adding-a-model.md.
// Errors name the file, the line and the key:
//   asio.json:14: 'losers' is 'cancel', expected one of cancelled-awaited, ...
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_MODELS_MODELJSON_H
#define COROSAFE_MODELS_MODELJSON_H

#include "Model.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace corosafe {

/// Reads one library model from the text of a file. FileName is for messages only.
/// Unknown keys, wrong types and unknown enumerators are errors.
llvm::Expected<LibraryModel> parseModel(llvm::StringRef Text, llvm::StringRef FileName);

} // namespace corosafe

#endif
