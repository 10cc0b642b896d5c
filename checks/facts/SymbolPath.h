//===- SymbolPath.h - A short list of symbols --------------------------------===//
//
// The members below a place's root. Programs have many millions of places, most
// of them with no more than three members: those take 16 bytes and no allocation.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_SYMBOLPATH_H
#define COROSAFE_FACTS_SYMBOLPATH_H

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace corosafe {

/// Used like a std::vector of symbols.
class SymbolPath {
public:
  using value_type = uint32_t;
  using iterator = uint32_t *;
  using const_iterator = const uint32_t *;

  /// A longer path is cut off: nobody writes one.
  static constexpr uint32_t MaxSize = 1024;

  SymbolPath() = default;
  SymbolPath(std::initializer_list<uint32_t> Symbols) { append(Symbols.begin(), Symbols.end()); }
  SymbolPath(const SymbolPath &O) {
    if (O.isFar())
      append(O.begin(), O.end());
    else
      takeBytes(O);
  }
  SymbolPath(SymbolPath &&O) noexcept {
    takeBytes(O);
    O.Count = 0;
    O.Capacity = NearSize;
  }
  SymbolPath &operator=(const SymbolPath &O) {
    if (!isFar() && !O.isFar()) {
      takeBytes(O);
    } else if (this != &O) {
      clear();
      append(O.begin(), O.end());
    }
    return *this;
  }
  SymbolPath &operator=(SymbolPath &&O) noexcept {
    swap(O);
    return *this;
  }
  ~SymbolPath() {
    if (isFar())
      delete[] far();
  }

  iterator begin() { return isFar() ? far() : Near; }
  iterator end() { return begin() + Count; }
  const_iterator begin() const { return isFar() ? far() : Near; }
  const_iterator end() const { return begin() + Count; }
  uint32_t size() const { return Count; }
  bool empty() const { return Count == 0; }
  uint32_t operator[](uint32_t I) const { return begin()[I]; }
  uint32_t front() const { return *begin(); }
  uint32_t back() const { return end()[-1]; }

  void clear() { Count = 0; }
  void reserve(uint32_t Size) { grow(std::min(Size, MaxSize)); }
  void pop_back() { --Count; }
  void push_back(uint32_t S) { append(&S, &S + 1); }
  uint32_t &emplace_back() {
    push_back(0);
    return end()[-1];
  }
  void erase(const_iterator First, const_iterator Last) {
    std::copy(Last, const_iterator(end()), const_cast<iterator>(First));
    Count -= Last - First;
  }
  /// The symbols that are inserted may not be those of this path.
  template <typename It> void insert(const_iterator Before, It First, It Last) {
    uint32_t At = Before - begin(), More = std::min<uint32_t>(std::distance(First, Last), MaxSize - Count);
    grow(Count + More);
    std::copy_backward(begin() + At, end(), end() + More);
    std::copy(First, First + More, begin() + At);
    Count += More;
  }
  template <typename It> void append(It First, It Last) { insert(end(), First, Last); }

  bool operator==(const SymbolPath &O) const { return Count == O.Count && std::equal(begin(), end(), O.begin()); }

private:
  static constexpr uint16_t NearSize = 3;
  uint16_t Count = 0, Capacity = NearSize;
  uint32_t Near[NearSize] = {}; ///< The symbols; or, where they are more, the address of an array of Capacity.

  bool isFar() const { return Capacity > NearSize; }
  /// Whatever it says: most copies are of few symbols, and there are many.
  void takeBytes(const SymbolPath &O) {
    Count = O.Count;
    Capacity = O.Capacity;
    std::memcpy(Near, O.Near, sizeof(Near));
  }
  uint32_t *far() const {
    uint32_t *Array;
    std::memcpy(&Array, Near, sizeof(Array));
    return Array;
  }
  void swap(SymbolPath &O) noexcept {
    std::swap(Count, O.Count);
    std::swap(Capacity, O.Capacity);
    std::swap(Near, O.Near);
  }
  void grow(uint32_t Size) {
    if (Size <= Capacity)
      return;
    uint32_t Bigger = std::max<uint32_t>(Size, 8);
    auto *Array = new uint32_t[Bigger];
    std::copy(begin(), end(), Array);
    if (isFar())
      delete[] far();
    std::memcpy(Near, &Array, sizeof(Array));
    Capacity = Bigger;
  }
};

} // namespace corosafe

#endif
