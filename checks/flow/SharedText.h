//===- SharedText.h - A text that many summaries say -------------------------===//
//
// What is lost in one operation is told in the summary of every coroutine above
// it. The copies share the words.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SHAREDTEXT_H
#define COROSAFE_FLOW_SHAREDTEXT_H

#include <memory>
#include <string>

namespace corosafe {

/// An immutable string that is cheap to copy.
class SharedText {
public:
  SharedText() = default;
  SharedText(std::string S) : Text(S.empty() ? nullptr : std::make_shared<const std::string>(std::move(S))) {}
  SharedText(const char *S) : SharedText(std::string(S)) {}
  /// Says what S says, which has to live longer (a model's text).
  static SharedText borrowed(const std::string &S) {
    SharedText R;
    if (!S.empty())
      R.Text = std::shared_ptr<const std::string>(std::shared_ptr<void>(), &S);
    return R;
  }

  operator const std::string &() const { return str(); }
  const std::string &str() const {
    static const std::string Nothing;
    return Text ? *Text : Nothing;
  }
  bool empty() const { return !Text; }

  friend bool operator==(const SharedText &A, const SharedText &B) { return A.Text == B.Text || A.str() == B.str(); }
  friend std::string operator+(std::string A, const SharedText &B) { return std::move(A) + B.str(); }
  friend std::string operator+(const SharedText &A, const std::string &B) { return A.str() + B; }

private:
  std::shared_ptr<const std::string> Text;
};

/// What is said of something, of which many say the same: 'read' is awaited here.
class QuotedText {
public:
  QuotedText() = default;
  QuotedText(SharedText Text) : Behind(std::move(Text)) {}
  QuotedText(std::string Text) : Behind(std::move(Text)) {}
  QuotedText(const char *Text) : Behind(Text) {}
  QuotedText(SharedText Name, SharedText Behind) : Name(std::move(Name)), Behind(std::move(Behind)), Quotes(true) {}

  std::string str() const { return Quotes ? "'" + Name.str() + "'" + Behind.str() : Behind.str(); }
  operator std::string() const { return str(); }
  friend std::string operator+(std::string A, const QuotedText &B) { return std::move(A) + B.str(); }

private:
  SharedText Name, Behind;
  bool Quotes = false;
};

} // namespace corosafe

#endif
