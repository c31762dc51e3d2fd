#include "server/api/history_watch.h"

#include <algorithm>

namespace lockstep::server {
namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr size_t most_remembered = 10'000;
const cases::Actor program{.handle = "the program", .roles = cases::Roles(cases::Role::auditor)};

}  // namespace

HistoryWatch::HistoryWatch(cases::Store& store, std::function<void(const cases::Entry&)> tell)
    : store_(store), tell_(std::move(tell)) {
  if (const auto page = cases::list_history(store_, program, {.limit = 1})) told_ = seen_ = page->size;
  thread_ = std::thread([this] { work(); });
}

HistoryWatch::~HistoryWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void HistoryWatch::told_here(const std::vector<cases::Entry>& entries) {
  const std::lock_guard lock(mutex_);
  told_here_.insert(told_here_.end(), entries.begin(), entries.end());
  while (told_here_.size() > most_remembered) told_here_.pop_front();
}

void HistoryWatch::work() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (changed_.wait_for(lock, between_looks, [this] { return stopping_; })) return;
    }
    look();
  }
}

void HistoryWatch::tell_unless_told(cases::HistoryRow& row) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = std::ranges::find_if(told_here_, [&](const cases::Entry& entry) {
      return entry.act == row.act && entry.case_id == row.case_id && entry.payload == row.payload;
    });
    if (known != told_here_.end()) {
      told_here_.erase(known);
      return;
    }
  }
  tell_({.act = std::move(row.act), .case_id = row.case_id, .payload = std::move(row.payload)});
}

void HistoryWatch::look() {
  auto page = cases::list_history(store_, program, {.limit = 1});
  if (!page) return;
  const int64_t size = page->size, settled = seen_;
  if (told_ < 0) told_ = size;
  if (settled > told_) {
    std::vector<cases::HistoryRow> fresh;
    for (std::string cursor;;) {
      page = cases::list_history(store_, program, {.cursor = cursor, .limit = 500});
      if (!page) return;
      for (cases::HistoryRow& row : page->entries)
        if (row.index >= told_ && row.index < settled) fresh.push_back(std::move(row));
      if (!page->next_cursor || page->entries.back().index <= told_) break;
      cursor = *page->next_cursor;
    }
    told_ = settled;
    std::ranges::sort(fresh, {}, &cases::HistoryRow::index);
    for (cases::HistoryRow& row : fresh) tell_unless_told(row);
  }
  seen_ = size;
}

}  // namespace lockstep::server
