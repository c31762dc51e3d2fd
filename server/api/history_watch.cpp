#include "server/api/history_watch.h"

#include <algorithm>
#include <vector>

namespace lockstep::server {
namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr std::chrono::milliseconds together{20};  // what many do at once is read at once
const cases::Actor program{.handle = "the program", .roles = cases::Roles(cases::Role::auditor)};

}  // namespace

HistoryWatch::HistoryWatch(cases::Store& store, std::function<void(const cases::HistoryRow&)> tell)
    : store_(store), tell_(std::move(tell)) {
  if (const auto page = cases::list_history(store_, program, {.limit = 1})) told_ = page->size;
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

void HistoryWatch::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void HistoryWatch::work() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, between_looks, [this] { return woken_ || stopping_; });
      if (woken_) changed_.wait_for(lock, together, [this] { return stopping_; });
      if (stopping_) return;
      woken_ = false;
    }
    look();
  }
}

void HistoryWatch::look() {
  auto page = cases::list_history(store_, program, {.limit = 1});
  if (!page || page->size == told_) return;
  const int64_t size = page->size;
  std::vector<cases::HistoryRow> fresh;
  for (std::string cursor; told_ >= 0;) {
    page = cases::list_history(store_, program, {.cursor = cursor, .limit = 500});
    if (!page) return;
    for (cases::HistoryRow& row : page->entries)
      if (row.index >= told_ && row.index < size) fresh.push_back(std::move(row));
    if (!page->next_cursor || page->entries.empty() || page->entries.back().index <= told_) break;
    cursor = *page->next_cursor;
  }
  told_ = size;
  std::ranges::sort(fresh, {}, &cases::HistoryRow::index);
  for (const cases::HistoryRow& row : fresh) tell_(row);
}

}  // namespace lockstep::server
