//===- SharedText.h - A text that many summaries say -------------------------===//
//
// What is lost in one operation is told in the summary of every coroutine above
// it. The copies share the words, and take one pointer each.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SHAREDTEXT_H
#define COROSAFE_FLOW_SHAREDTEXT_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/PointerUnion.h"
#include <string>

namespace corosafe {

/// An immutable string that is cheap to copy, within one thread.
class SharedText {
public:
  SharedText() = default;
  SharedText(std::string S) {
    if (!S.empty())
      hold(new Kept(std::move(S)));
  }
  SharedText(const char *S) : SharedText(std::string(S)) {}
  /// Says what S says, which has to live longer (a model's text, a constant). Copies of it go to any thread.
  static SharedText borrowed(const std::string &S) {
    SharedText R;
    if (!S.empty())
      R.Text = &S;
    return R;
  }
  /// What is always said so. Copies of it go to any thread.
  static SharedText constant(const char *S) { return borrowed(*new const std::string(S)); }
  SharedText(const SharedText &O) : Text(O.Text) { retain(); }
  SharedText(SharedText &&O) noexcept : Text(O.Text) { O.Text = nullptr; }
  SharedText &operator=(SharedText O) noexcept {
    std::swap(Text, O.Text);
    return *this;
  }
  ~SharedText() {
    if (auto *K = Text.dyn_cast<Kept *>())
      K->Release();
  }

  operator const std::string &() const { return str(); }
  const std::string &str() const {
    static const std::string Nothing;
    if (Text.isNull())
      return Nothing;
    if (auto *K = Text.dyn_cast<Kept *>())
      return K->Text;
    return *llvm::cast<const std::string *>(Text);
  }
  bool empty() const { return Text.isNull(); }

  friend bool operator==(const SharedText &A, const SharedText &B) { return A.Text == B.Text || A.str() == B.str(); }
  friend std::string operator+(std::string A, const SharedText &B) { return std::move(A) + B.str(); }
  friend std::string operator+(const SharedText &A, const std::string &B) { return A.str() + B; }

private:
  struct Kept : llvm::RefCountedBase<Kept> {
    std::string Text;
    explicit Kept(std::string S) : Text(std::move(S)) {}
  };
  llvm::PointerUnion<Kept *, const std::string *> Text;

  void hold(Kept *K) {
    K->Retain();
    Text = K;
  }
  void retain() {
    if (auto *K = Text.dyn_cast<Kept *>())
      K->Retain();
  }
};

/// What is said of something, of which many say the same: 'read' is awaited here.
class QuotedText {
public:
  QuotedText() = default;
  QuotedText(SharedText Text) : Behind(std::move(Text)) {}
  QuotedText(std::string Text) : Behind(std::move(Text)) {}
  QuotedText(const char *Text) : Behind(Text) {}
  /// The name in quotation marks, and what stands behind it.
  QuotedText(SharedText Name, SharedText Behind) : Name(std::move(Name)), Behind(std::move(Behind)) {}

  std::string str() const { return Name.empty() ? Behind.str() : "'" + Name.str() + "'" + Behind.str(); }
  operator std::string() const { return str(); }
  friend std::string operator+(std::string A, const QuotedText &B) { return std::move(A) + B.str(); }

private:
  SharedText Name, Behind;
};

} // namespace corosafe

#endif
