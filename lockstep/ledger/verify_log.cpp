#include "lockstep/ledger/verify_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>

namespace lockstep {
namespace {

std::string entries_named(uint64_t first, uint64_t last) {
  return first == last ? fmt::format("entry {}", first) : fmt::format("one of the entries {} to {}", first, last);
}

// Why a stored entry at `index` cannot be what was written there; empty: its own parts agree.
std::string contradiction(const StoredEntry& entry, const EntryRecord& record) {
  if (!entry.salt && !entry.payload) return entry.wrong;
  if (!entry.salt || !entry.payload) return "one of text and salt is gone, but not both as after an erasure";
  Salt salt;
  if (entry.salt->size() != salt.size()) return "its salt has a wrong length";
  std::ranges::copy(*entry.salt, salt.begin());
  return commit(salt, *entry.payload) == record.commitment ? entry.wrong : "it is not what its record commits to";
}

class LogVerifier {
 public:
  LogVerifier(const NextEntry& next_entry, const NextCheckpoint& next_checkpoint, const VerifyOptions& options,
              Progress& progress)
      : next_entry_(next_entry), next_checkpoint_(next_checkpoint), options_(options), progress_(progress) {}

  Result<LogReport> run() {
    if (auto opened = open_kept(); !opened) return opened.error();
    if (auto read = read_checkpoint(); !read) return read.error();
    if (auto compared = compare(); !compared) return compared.error();
    progress_.begin("verify", 0, "entries");
    while (true) {
      auto entry = next_entry_();
      if (!entry) return entry.error();
      if (!entry->has_value()) break;
      if (progress_.cancelled()) return stopped();
      progress_.at(++report_.entries);
      if (auto taken = take(**entry); !taken) return taken.error();
    }
    if (auto ended = end(); !ended) return ended.error();
    return std::move(report_);
  }

 private:
  Result<void> open_kept() {
    for (const std::string& note : options_.kept) {
      Result<Checkpoint> kept = open_checkpoint(note, options_.origin, options_.keys);
      if (!kept) {
        kept.error().message = "the checkpoint kept elsewhere cannot be used: " + kept.error().message;
        return kept.error();
      }
      kept_.push_back(std::move(*kept));
    }
    std::ranges::sort(kept_, {}, &Checkpoint::size);
    return {};
  }

  Result<void> read_checkpoint() {
    auto next = next_checkpoint_();
    if (!next) return next.error();
    checkpoint_ = std::move(*next);
    return {};
  }

  // Once a fault is found the rest is read only for records out of place and for acts of erasure.
  Result<void> take(const StoredEntry& entry) {
    note_erasure(entry);
    const Result<EntryRecord> record = parse_entry_record(entry.record);
    const uint64_t index = log_.size();
    if (!stopped_ && (entry.index != index || (record && record->index != index))) {
      misplaced_ = index;
      stop({LogFaultKind::removed, index, entry.index > index ? entry.index - 1 : index, ""});
    }
    if (misplaced_ && !found_at_ && record && record->index == *misplaced_) found_at_ = entry.index;
    if (stopped_) return {};
    const std::string wrong = record ? contradiction(entry, *record) : record.error().message;
    if (!wrong.empty() && !suspect_)
      suspect_ = {LogFaultKind::changed, index, index, fmt::format("entry {} was changed: {}", index, wrong)};
    log_.append(leaf_hash(entry.record));
    return compare();
  }

  void note_erasure(const StoredEntry& entry) {
    if (entry.erased || (!entry.salt && !entry.payload)) {
      ++report_.erased;
      unrecorded_.insert(entry.index);
    }
    for (const uint64_t index : entry.erases)
      if (index < entry.index) unrecorded_.erase(index);
  }

  // The head so far against the checkpoints of this size, the store's and those kept elsewhere.
  Result<void> compare() {
    const bool at_stored = checkpoint_ && checkpoint_->size <= log_.size();
    const bool at_kept = !kept_.empty() && kept_.front().size == log_.size();
    if (!at_stored && !at_kept) return {};
    const Digest head = log_.root();
    for (; !stopped_ && checkpoint_ && checkpoint_->size <= log_.size();) {
      compare_stored(head);
      if (auto read = read_checkpoint(); !read) return read;
    }
    for (; !stopped_ && !kept_.empty() && kept_.front().size == log_.size(); kept_.pop_front()) compare_kept(head);
    if (suspect_ && !stopped_) stop(*suspect_);
    return {};
  }

  void compare_stored(const Digest& head) {
    ++report_.checkpoints;
    const auto signed_one = open_checkpoint(checkpoint_->note, options_.origin, options_.keys);
    if (!signed_one || signed_one->size != checkpoint_->size || checkpoint_->size != log_.size()) {
      if (!unsigned_) unsigned_ = bad_checkpoint(signed_one);
    } else if (signed_one->root == head) {
      if (!suspect_) report_.proven = log_.size();
    } else {
      stop_at_head(report_.proven, fmt::format("the checkpoint of size {}", log_.size()));
    }
  }

  LogFault bad_checkpoint(const Result<Checkpoint>& signed_one) const {
    const uint64_t last = std::max<uint64_t>(log_.size(), 1) - 1, first = std::min(report_.proven, last);
    const std::string why = !signed_one                             ? signed_one.error().message
                            : signed_one->size != checkpoint_->size ? fmt::format("its note says {}", signed_one->size)
                                                                    : "it is not in the order of its size";
    return {LogFaultKind::checkpoint, first, last,
            fmt::format("the checkpoint of size {} was changed: {}", checkpoint_->size, why)};
  }

  void compare_kept(const Digest& head) {
    const Checkpoint& kept = kept_.front();
    if (kept.root != head)
      stop_at_head(proven_by_kept_, fmt::format("the checkpoint of size {} that was kept elsewhere", kept.size));
    proven_by_kept_ = kept.size;
    if (!suspect_ && !stopped_) report_.proven = std::max(report_.proven, kept.size);
  }

  // Any entry from `first` on may be the one, unless one of them is at odds with itself already.
  void stop_at_head(uint64_t first, const std::string& checkpoint) {
    const uint64_t last = log_.size() - 1;
    report_.proven = std::min(report_.proven, first);
    stop({LogFaultKind::changed, first, last,
          fmt::format("{} was changed: {} signed something else", entries_named(first, last), checkpoint)});
  }

  void stop(LogFault fault) {
    report_.fault = suspect_ && suspect_->first <= fault.last ? *suspect_ : std::move(fault);
    stopped_ = true;
  }

  Result<void> end() {
    if (!stopped_) {
      if (auto ended = missing_end(); !ended) return ended;
    }
    if (!stopped_ && suspect_) report_.fault = suspect_;
    if (!report_.fault && unsigned_) report_.fault = unsigned_;
    if (!report_.fault && report_.proven < log_.size()) report_.fault = uncovered();
    if (misplaced_ && report_.fault->first == *misplaced_) describe_misplaced();
    const bool earlier = !unrecorded_.empty() && (!report_.fault || *unrecorded_.begin() < report_.fault->first);
    if (earlier) report_.fault = unrecorded_erasure();
    report_.root = log_.root();
    return {};
  }

  // Signed sizes beyond the last entry.
  Result<void> missing_end() {
    uint64_t signed_size = kept_.empty() ? 0 : kept_.back().size;
    std::string by = "a checkpoint that was kept elsewhere";
    while (checkpoint_) {
      ++report_.checkpoints;
      const auto signed_one = open_checkpoint(checkpoint_->note, options_.origin, options_.keys);
      if (signed_one && signed_one->size == checkpoint_->size && signed_one->size >= signed_size) {
        signed_size = signed_one->size;
        by = "a checkpoint";
      } else if (!unsigned_) {
        unsigned_ = bad_checkpoint(signed_one);
      }
      if (auto read = read_checkpoint(); !read) return read;
    }
    if (signed_size <= log_.size()) return {};
    stop({LogFaultKind::removed, log_.size(), signed_size - 1,
          fmt::format("entry {} was removed, and all after it: {} has the size {}", log_.size(), by, signed_size)});
    return {};
  }

  LogFault uncovered() const {
    return {LogFaultKind::added, report_.proven, log_.size() - 1,
            fmt::format("entry {} was added, or its checkpoint removed: no checkpoint signed it", report_.proven)};
  }

  void describe_misplaced() {
    LogFault& fault = *report_.fault;
    if (found_at_) {
      fault.kind = LogFaultKind::moved;
      fault.last = fault.first;
      fault.why = fmt::format("entry {} was moved: it stands at {} now", fault.first, *found_at_);
    } else if (fault.first == fault.last) {
      fault.why = fmt::format("entry {} was removed", fault.first);
    } else {
      fault.why = fmt::format("entry {} was removed, and so were those up to {}", fault.first, fault.last);
    }
  }

  LogFault unrecorded_erasure() const {
    const uint64_t index = *unrecorded_.begin();
    return {LogFaultKind::erased, index, index,
            fmt::format("the text of entry {} is gone, and no later entry says that it was erased", index)};
  }

  const NextEntry& next_entry_;
  const NextCheckpoint& next_checkpoint_;
  const VerifyOptions& options_;
  Progress& progress_;
  Frontier log_;
  std::optional<StoredCheckpoint> checkpoint_;
  std::deque<Checkpoint> kept_;
  uint64_t proven_by_kept_ = 0;
  std::optional<LogFault> suspect_;   // an entry at odds with itself; the next checkpoint tells whether it is the first
  std::optional<LogFault> unsigned_;  // the first checkpoint that is not validly signed
  std::optional<uint64_t> misplaced_, found_at_;
  std::set<uint64_t> unrecorded_;
  bool stopped_ = false;
  LogReport report_;
};

}  // namespace

std::string_view name(LogFaultKind kind) {
  switch (kind) {
    case LogFaultKind::changed:
      return "changed";
    case LogFaultKind::removed:
      return "removed";
    case LogFaultKind::moved:
      return "moved";
    case LogFaultKind::added:
      return "added";
    case LogFaultKind::erased:
      return "erased";
    case LogFaultKind::checkpoint:
      return "checkpoint";
  }
  return "";
}

Result<LogReport> verify_log(const NextEntry& next_entry, const NextCheckpoint& next_checkpoint,
                             const VerifyOptions& options, Progress& progress) {
  return LogVerifier(next_entry, next_checkpoint, options, progress).run();
}

}  // namespace lockstep
