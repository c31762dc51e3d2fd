// lockstep/results/pair_rows.h
//
// The columns of pairs.parquet and evidence.parquet, some rows at a time.
#pragma once

#include <deque>
#include <future>
#include <string>
#include <unordered_map>
#include <vector>

#include "lockstep/columnar/columnar.h"
#include "lockstep/results/detection.h"

namespace lockstep {

// Texts that live until the rows are written, each made once.
class KeptTexts {
 public:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  template <class Make>
  std::string_view once(uint64_t key, Make&& make) {
    const auto [known, fresh] = known_.try_emplace(key);
    if (fresh) known->second = keep(make());
    return known->second;
  }
  void clear() {
    known_.clear();
    texts_.clear();
  }

 private:
  std::deque<std::string> texts_;
  std::unordered_map<uint64_t, std::string_view> known_;
};

// What both tables begin with.
struct PairColumns {
  std::vector<std::string_view> account_a, account_b, network_id, trace;
  void clear();
};

class PairRows {
 public:
  explicit PairRows(std::unique_ptr<TableWriter> table) : table_(std::move(table)) {}
  struct Row {
    std::string_view account_a, account_b, network_id, trace;
    double window_seconds;
    uint32_t shared;
    Timestamp first, last;
  };
  Result<void> add(const Row& row);
  Result<void> finish();
  KeptTexts texts;  // for rows not written yet

 private:
  Result<void> write();
  std::unique_ptr<TableWriter> table_;
  PairColumns pair_;
  std::vector<double> window_seconds_;
  std::vector<uint32_t> shared_;
  std::vector<int64_t> first_time_, last_time_;
};

// Rows are written beside the making of the next ones.
class EvidenceRows {
 public:
  EvidenceRows(std::unique_ptr<TableWriter> table, unsigned threads) : table_(std::move(table)), threads_(threads) {}
  struct Row {
    std::string_view account_a, account_b, network_id, trace, object, source, post_a, post_b;
    Timestamp time_a, time_b;
  };
  Result<void> add(const Row& row);
  Result<void> finish();
  KeptTexts& texts() { return next_.texts; }  // for rows not written yet

 private:
  struct Columns {
    PairColumns pair;
    std::vector<std::string_view> object, source, post_a, post_b;
    std::vector<int64_t> time_a, time_b;
    std::vector<double> gap_seconds;
    KeptTexts texts;
    void clear();
  };
  Result<void> write();
  Result<void> wait();

  std::unique_ptr<TableWriter> table_;
  unsigned threads_;
  Columns next_, being_written_;
  std::future<Result<void>> writing_;  // the last member, so that the others outlive it
};

}  // namespace lockstep
