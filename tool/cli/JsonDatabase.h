//===- JsonDatabase.h - compile_commands.json, read as far as it is asked for ===//

#ifndef COROSAFE_CLI_JSONDATABASE_H
#define COROSAFE_CLI_JSONDATABASE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace clang::tooling {
class CompilationDatabase;
} // namespace clang::tooling

namespace corosafe {

/// The entries of a compile_commands.json. Immutable, and shared by the databases that are made of it.
struct JsonEntries;

/// Reads and checks a whole file. An error says where it is no compile database.
llvm::Expected<std::shared_ptr<const JsonEntries>> readJsonEntries(llvm::StringRef File);

/// What clang's own JSONCompilationDatabase gives for such a file. That reads each entry
/// with a YAML parser first; here those entries only are read so that are asked for: one
/// file of a large project costs what one file costs.
std::unique_ptr<clang::tooling::CompilationDatabase> jsonDatabase(std::shared_ptr<const JsonEntries> Entries);

} // namespace corosafe

#endif
