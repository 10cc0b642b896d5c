//===- Markup.h - Text that goes into other languages ------------------------===//

#ifndef COROSAFE_TOOL_CLI_REPORT_MARKUP_H
#define COROSAFE_TOOL_CLI_REPORT_MARKUP_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corosafe {

/// Valid UTF-8: what is not becomes U+FFFD.
std::string validUtf8(llvm::StringRef Text);

/// For XML text and attributes, and for HTML. What XML cannot hold at all (most
/// control characters) becomes U+FFFD.
std::string escapeXml(llvm::StringRef Text);

} // namespace corosafe

#endif
