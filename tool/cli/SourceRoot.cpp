//===- SourceRoot.cpp --------------------------------------------------------===//

#include "SourceRoot.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static bool isBelow(llvm::StringRef Path, llvm::StringRef Folder) {
  Folder = Folder.rtrim('/');
  return Path == Folder || (Path.starts_with(Folder) && Path.drop_front(Folder.size()).starts_with("/"));
}

/// The deepest folder that holds all files.
static llvm::StringRef commonFolder(llvm::ArrayRef<std::string> Sources) {
  llvm::StringRef Common;
  for (const std::string &File : Sources) {
    llvm::StringRef Folder = path::parent_path(File);
    if (!Folder.starts_with("/")) // Of facts whose paths were mapped.
      continue;
    for (Common = Common.empty() ? Folder : Common; !isBelow(Folder, Common); Common = path::parent_path(Common))
      if (Common.size() <= 1)
        return Common;
  }
  return Common;
}

llvm::Expected<std::string> corosafe::findSourceRoot(const Options &Request, llvm::ArrayRef<std::string> Sources) {
  if (!Request.SourceRoot.empty()) {
    if (!fs::is_directory(Request.SourceRoot))
      return llvm::createStringError(llvm::inconvertibleErrorCode(), "--source-root '" + Request.SourceRoot + "' is no folder");
    return canonicalPath(Request.SourceRoot);
  }
  llvm::StringRef Common = commonFolder(Sources);
  for (llvm::StringRef Folder = Common; Folder.size() > 1; Folder = path::parent_path(Folder))
    if (fs::exists(Folder + "/.git"))
      return Folder.str();
  std::string Candidates[] = {canonicalPath("."), ""};
  if (!Request.BuildDir.empty())
    Candidates[1] = path::parent_path(canonicalPath(Request.BuildDir)).str();
  for (const std::string &Folder : Candidates)
    if (Folder.size() > 1 && (Common.empty() || isBelow(Common, Folder)))
      return Folder;
  return Common.empty() ? canonicalPath(".") : Common.str();
}
