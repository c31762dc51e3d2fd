#include "lockstep/pairs/counted_pairs.h"

#include <fmt/format.h>

#include <bit>
#include <filesystem>

#include "lockstep/pairs/meet.h"
#include "lockstep/pairs/spill.h"

namespace lockstep {
namespace {

constexpr uint64_t partition_keys = 1 << 15;  // what is counted at once stays in the second-level cache
constexpr unsigned most_partition_bits = 11;
constexpr uint64_t least_result_bytes = 64 << 20;

unsigned partition_bits(uint64_t keys) {
  return std::min(most_partition_bits, unsigned(std::bit_width(keys / partition_keys)));
}

class PairCounting {
 public:
  PairCounting(const TraceTable& touches, uint32_t accounts, const CountPlan& plan, const PairOptions& options,
               Progress& progress)
      : touches_(touches),
        accounts_(accounts),
        plan_(plan),
        options_(options),
        progress_(progress),
        threads_(unsigned(std::clamp<size_t>(plan.tasks.size(), 1, thread_count(options.threads)))) {}

  Result<std::vector<CountedKey>> run() {
    const uint64_t bytes = plan_.touch_pairs * sizeof(PairKey), room = std::max<uint64_t>(options_.memory_bytes / 2, 1);
    const Result<void> done = bytes <= room ? in_memory() : on_disk(unsigned(std::bit_width(bytes / room)));
    if (!done) return done.error();
    return std::move(counted_);
  }

 private:
  Result<void> in_memory() {
    const unsigned bits = partition_bits(plan_.touch_pairs);
    std::vector<KeyStore> stores = one_a_thread<KeyStore>(bits);
    {
      TaskProgress met(progress_, "pairs", touches_.size(), "touches");
      meet_pairs(touches_, accounts_, plan_, options_.window, stores, met);
    }
    if (progress_.cancelled()) return stopped();
    return count(stores, bits);
  }

  Result<void> on_disk(unsigned group_bits) {
    if (group_bits > Spill::most_bits) return too_many("they would need more memory or more files than are allowed");
    Result<Spill> spill = Spill::create(options_.spill_folder, group_bits);
    if (!spill) return spill.error();
    if (spill->free_bytes() / sizeof(PairKey) < plan_.touch_pairs)
      return too_many(fmt::format("there is not enough room to set them aside in {}", spill->folder()));
    std::vector<Spill::Appender> appenders = one_a_thread<Spill::Appender>(*spill);
    {
      TaskProgress met(progress_, "pairs to disk", touches_.size(), "touches");
      meet_pairs(touches_, accounts_, plan_, options_.window, appenders, met);
    }
    if (progress_.cancelled()) return stopped();
    for (Spill::Appender& appender : appenders)
      if (Result<void> written = appender.flush(); !written) return written;
    progress_.begin("pairs from disk", spill->groups(), "groups");
    for (size_t group = 0; group < spill->groups(); ++group) {
      if (progress_.cancelled()) return stopped();
      if (Result<void> counted = count_group(*spill, group); !counted) return counted;
      progress_.at(group + 1);
    }
    return {};
  }

  Result<void> count_group(const Spill& spill, size_t group) {
    const unsigned bits = partition_bits(spill.keys(group));
    std::vector<KeyStore> stores;
    stores.emplace_back(bits);
    std::vector<PairKey> keys(1 << 16);
    for (size_t at = 0; at < spill.keys(group);) {
      const Result<size_t> read = spill.read(group, at, keys);
      if (!read) return read.error();
      for (size_t i = 0; i < *read; ++i) stores.front().add(keys[i]);
      at += *read;
    }
    return count(stores, bits);
  }

  Result<void> count(std::span<const KeyStore> stores, unsigned bits) {
    const size_t partitions = size_t(1) << bits;
    const size_t threads = std::min<size_t>(threads_, partitions);
    std::vector<std::vector<CountedKey>> counted(threads);
    std::atomic<size_t> next = 0, found = 0;
    parallel_for(threads, unsigned(threads), [&](size_t thread) {
      KeyCounter counter;
      for (size_t p = next++; p < partitions && found <= room_for_pairs(); p = next++) {
        const size_t before = counted[thread].size();
        counter.count(stores, p, bits, options_.min_shared, counted[thread]);
        found += counted[thread].size() - before;
      }
    });
    if (counted_.size() + found > room_for_pairs())
      return too_many("more of them share enough objects than fit in memory");
    for (const std::vector<CountedKey>& part : counted) counted_.insert(counted_.end(), part.begin(), part.end());
    return {};
  }

  template <class Sink, class Argument>
  std::vector<Sink> one_a_thread(Argument& argument) const {
    std::vector<Sink> sinks;
    sinks.reserve(threads_);
    for (unsigned thread = 0; thread < threads_; ++thread) sinks.emplace_back(argument);
    return sinks;
  }

  uint64_t room_for_pairs() const {
    return std::max(options_.memory_bytes, least_result_bytes) / (sizeof(CountedKey) + sizeof(Pair));
  }

  Error too_many(std::string_view why) const {
    return {
        .kind = ErrorKind::limit,
        .message = fmt::format("up to {} pairs to count, {} of them by \"{}\" alone: {}", plan_.touch_pairs,
                               plan_.largest_pairs, touches_.objects[plan_.largest].name, why),
        .where = std::string(touches_.trace),
        .hint = "give more memory (--memory), a shorter --window or a higher --min-shared, or leave the object out"};
  }

  const TraceTable& touches_;
  const uint32_t accounts_;
  const CountPlan& plan_;
  const PairOptions& options_;
  Progress& progress_;
  const unsigned threads_;
  std::vector<CountedKey> counted_;
};

}  // namespace

Result<std::vector<CountedKey>> counted_pairs(const TraceTable& touches, uint32_t accounts, const CountPlan& plan,
                                              const PairOptions& options, Progress& progress) {
  return PairCounting(touches, accounts, plan, options, progress).run();
}

}  // namespace lockstep
