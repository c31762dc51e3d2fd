// lockstep/pairs/spill.h
//
// Keys that do not fit in memory, on disk by groups, chosen by the high bits of the key. The files have no name: they
// vanish with the program however it ends.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/pairs/pair_key.h"

namespace lockstep {

class Spill {
 public:
  static constexpr unsigned most_bits = 10;  // each group is an open file

  // 2^bits groups, 1 <= bits <= most_bits.
  static Result<Spill> create(const std::string& folder, unsigned bits);

  Spill(Spill&&) noexcept = default;
  ~Spill();

  const std::string& folder() const { return folder_; }
  uint64_t free_bytes() const;  // that the folder has left
  size_t groups() const { return files_.size(); }
  size_t keys(size_t group) const { return files_[group].keys; }

  // One thread's way into all groups. A failure is kept; flush() tells it.
  class Appender {
   public:
    explicit Appender(Spill& spill);
    void add(PairKey key) {
      std::vector<PairKey>& buffer = buffers_[key >> shift_];
      buffer.push_back(key);
      if (buffer.size() == buffer_keys) write(key >> shift_);
    }
    Result<void> flush();

   private:
    void write(size_t group);
    static constexpr size_t buffer_keys = 1 << 12;
    Spill* spill_;
    unsigned shift_;
    std::vector<std::vector<PairKey>> buffers_;
    int failure_ = 0;
  };

  // Some keys of a group, from position `at` on, at most as many as `keys` holds; how many were read.
  Result<size_t> read(size_t group, size_t at, std::vector<PairKey>& keys) const;

 private:
  struct File {
    int descriptor = -1;
    size_t keys = 0;
  };
  Spill() : writing_(std::make_unique<std::mutex>()) {}
  Error failed(int cause) const;

  std::string folder_;
  unsigned bits_ = 0;
  std::vector<File> files_;
  std::unique_ptr<std::mutex> writing_;
};

}  // namespace lockstep
