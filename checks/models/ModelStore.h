//===- ModelStore.h - Look-up of models by name ----------------------------===//
//
// Holds library models (built in, and the user's own files, which come first).
// Names are looked up qualified, without template arguments and inline
// namespaces; a library's equivalent namespaces are folded into its first one
// (boost::asio::post is found as asio::post). A class under a name that is an
// alias in the library itself (asio::steady_timer) has what is known of the
// classes behind it.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_MODELS_MODELSTORE_H
#define COROSAFE_MODELS_MODELSTORE_H

#include "Model.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <vector>

namespace corosafe {

class ModelStore {
public:
  ModelStore() = default;
  ModelStore(ModelStore &&) = default;
  ModelStore &operator=(ModelStore &&) = default;

  /// The models that are built in. They are known to be well formed.
  static ModelStore builtin();

  /// Adds a library. Later libraries stand before earlier ones in every look-up.
  void add(LibraryModel Library);

  /// Entries for a function, in the order in which their conditions are to be tried.
  llvm::ArrayRef<const FunctionModel *> functions(llvm::StringRef Name) const;

  /// What is known of a class; null if nothing. Entries of one name from one
  /// library are merged when they are added.
  const TypeModel *type(llvm::StringRef Name) const;

  /// What is known of classes that declare a member type of that name; null if nothing.
  const TypeModel *typeDeclaring(llvm::StringRef MemberType) const;

  /// The library whose namespaces hold the name; null if none does.
  const LibraryModel *libraryOf(llvm::StringRef Name) const;
  /// The library that is called so itself; null if there is none.
  const LibraryModel *libraryNamed(llvm::StringRef Name) const;

  /// The classes behind a name that is an alias; of an exception, its bases. Canonical names.
  llvm::ArrayRef<std::string> classesBehind(llvm::StringRef Name) const;

  llvm::ArrayRef<std::unique_ptr<LibraryModel>> libraries() const { return Libraries; }

  /// The name with a library's alternative namespace replaced by its first one.
  std::string canonical(llvm::StringRef Name) const;
  /// True if that is the name, in whichever of its library's namespaces.
  bool isNamed(llvm::StringRef Name, llvm::StringRef Canonical) const;

private:
  std::vector<std::unique_ptr<LibraryModel>> Libraries;
  llvm::StringMap<std::vector<const FunctionModel *>> Functions;
  llvm::StringMap<const TypeModel *> Types, TypesDeclaring;
  /// The public name of a class that is an alias in the library itself -> the classes behind it.
  llvm::StringMap<std::vector<std::string>> Aliases;
  llvm::StringSet<> Aliased; ///< Those classes.
  /// Alternative namespace root -> library; first root -> library.
  llvm::StringMap<const LibraryModel *> Roots;
};

} // namespace corosafe

#endif
