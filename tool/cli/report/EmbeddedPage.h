//===- EmbeddedPage.h - report.html, report.css and report.js, built in -------===//

#ifndef COROSAFE_TOOL_CLI_REPORT_EMBEDDEDPAGE_H
#define COROSAFE_TOOL_CLI_REPORT_EMBEDDEDPAGE_H

#include "llvm/ADT/StringRef.h"

namespace corosafe {

llvm::StringRef pageText();
llvm::StringRef pageStyle();
llvm::StringRef pageScript();

} // namespace corosafe

#endif
