//===- OutputFile.cpp --------------------------------------------------------===//

#include "OutputFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;

static llvm::Error problem(llvm::StringRef Path, llvm::StringRef What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "cannot write '" + Path + "': " + What);
}

/// Errors of a stream must be taken from it: it ends the program over those that nobody saw.
static std::string takeError(llvm::raw_fd_ostream &OS) {
  OS.flush();
  std::string What = OS.has_error() ? OS.error().message() : "";
  OS.clear_error();
  return What;
}

static bool isDevice(llvm::StringRef Path) {
  fs::file_status Status;
  return !fs::status(Path, Status) && Status.type() != fs::file_type::regular_file && Status.type() != fs::file_type::directory_file;
}

static llvm::Expected<fs::TempFile> makeTemporary(llvm::StringRef Path) {
  if (fs::is_directory(Path))
    return problem(Path, "it is a folder");
  llvm::Expected<fs::TempFile> File = fs::TempFile::create(Path + ".tmp-%%%%%%%%", 0666 & ~fs::getUmask());
  if (!File)
    return problem(Path, llvm::toString(File.takeError()));
  return File;
}

llvm::Error corosafe::writeFile(llvm::StringRef Path, llvm::function_ref<void(llvm::raw_ostream &)> Print) {
  if (isDevice(Path)) {
    std::error_code Error;
    llvm::raw_fd_ostream OS(Path, Error);
    if (Error)
      return problem(Path, Error.message());
    Print(OS);
    std::string What = takeError(OS);
    return What.empty() ? llvm::Error::success() : problem(Path, What);
  }
  llvm::Expected<fs::TempFile> File = makeTemporary(Path);
  if (!File)
    return File.takeError();
  std::string What;
  {
    llvm::raw_fd_ostream OS(File->FD, /*shouldClose=*/false);
    Print(OS);
    What = takeError(OS);
  }
  if (!What.empty()) {
    llvm::consumeError(File->discard());
    return problem(Path, What);
  }
  if (llvm::Error E = File->keep(Path))
    return problem(Path, llvm::toString(std::move(E)));
  return llvm::Error::success();
}

llvm::Error corosafe::checkWritable(llvm::StringRef Path) {
  if (isDevice(Path))
    return fs::access(Path, fs::AccessMode::Write) ? problem(Path, "Permission denied") : llvm::Error::success();
  llvm::Expected<fs::TempFile> File = makeTemporary(Path);
  if (!File)
    return File.takeError();
  return File->discard();
}

llvm::Error corosafe::finishStandardOutput() {
  std::string What = takeError(llvm::outs());
  return What.empty() ? llvm::Error::success() : problem("standard output", What);
}
