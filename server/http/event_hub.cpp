#include "server/http/event_hub.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace lockstep::server {
namespace {

std::string written(std::string_view type, std::string_view id, std::string_view data) {
  std::string text = fmt::format("event: {}\nid: {}\n", type, id);
  while (!data.empty()) {
    const size_t end = std::min(data.find('\n'), data.size());
    text += fmt::format("data: {}\n", data.substr(0, end));
    data.remove_prefix(std::min(end + 1, data.size()));
  }
  return text + "\n";
}

}  // namespace

Subscription::Subscription(std::string owner, Filter filter, size_t most_waiting)
    : owner_(std::move(owner)), filter_(std::move(filter)), most_waiting_(most_waiting) {}

void Subscription::offer(const Event& event, const std::shared_ptr<const std::string>& text) {
  if (filter_ && !filter_(event)) return;
  Wake wake;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    if (waiting_.size() == most_waiting_)
      closed_ = dropped_ = true;
    else
      waiting_.push_back(text);
    wake = wake_;
  }
  if (wake) wake();
}

void Subscription::begin_with(std::shared_ptr<const std::string> text) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(text));
}

void Subscription::close() {
  Wake wake;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    wake = wake_;
  }
  if (wake) wake();
}

std::string Subscription::take() {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& each : waiting_) text += *each;
  waiting_.clear();
  return text;
}

bool Subscription::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

bool Subscription::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

void Subscription::on_change(Wake wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

EventHub::EventHub(std::string epoch, HubOptions options) : epoch_(std::move(epoch)), options_(options) {}

void EventHub::publish(Event event) {
  const std::lock_guard lock(mutex_);
  const uint64_t number = ++last_number_;
  const auto text =
      std::make_shared<const std::string>(written(event.type, fmt::format("{}-{}", epoch_, number), event.data));
  for (const auto& stream : streams()) stream->offer(event, text);
  kept_.push_back({number, std::move(event), text});
  if (kept_.size() > options_.kept) kept_.pop_front();
}

std::shared_ptr<Subscription> EventHub::subscribe(std::string owner, Subscription::Filter filter,
                                                  std::string_view last_event_id) {
  auto stream = std::make_shared<Subscription>(std::move(owner), std::move(filter), options_.most_waiting);
  const std::lock_guard lock(mutex_);
  if (!last_event_id.empty()) send_missed(*stream, last_event_id);
  streams_.push_back(stream);
  return stream;
}

// REQUIRES: mutex_ is held.
void EventHub::send_missed(Subscription& to, std::string_view last_event_id) const {
  const std::optional<uint64_t> seen = number_of(last_event_id);
  const uint64_t oldest = kept_.empty() ? last_number_ + 1 : kept_.front().number;
  if (!seen || *seen > last_number_ || *seen + 1 < oldest || last_number_ - *seen > options_.most_waiting) {
    const std::string id = fmt::format("{}-{}", epoch_, last_number_);
    to.begin_with(std::make_shared<const std::string>(written("resync", id, "{}")));
    return;
  }
  for (const Kept& kept : kept_)
    if (kept.number > *seen) to.offer(kept.event, kept.text);
}

// Of an id that this hub gave.
std::optional<uint64_t> EventHub::number_of(std::string_view id) const {
  if (!id.starts_with(epoch_ + "-")) return std::nullopt;
  id.remove_prefix(epoch_.size() + 1);
  uint64_t number = 0;
  const auto [end, failed] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (failed != std::errc() || end != id.data() + id.size()) return std::nullopt;
  return number;
}

// REQUIRES: mutex_ is held.
std::vector<std::shared_ptr<Subscription>> EventHub::streams() const {
  std::vector<std::shared_ptr<Subscription>> open;
  std::erase_if(streams_, [&](const std::weak_ptr<Subscription>& weak) {
    auto stream = weak.lock();
    if (!stream || stream->closed()) return true;
    open.push_back(std::move(stream));
    return false;
  });
  return open;
}

void EventHub::close(std::string_view owner) {
  const std::lock_guard lock(mutex_);
  for (const auto& stream : streams())
    if (stream->owner() == owner) stream->close();
}

void EventHub::close_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& stream : streams()) stream->close();
}

size_t EventHub::open() const {
  const std::lock_guard lock(mutex_);
  return streams().size();
}

size_t EventHub::open_of(std::string_view owner) const {
  const std::lock_guard lock(mutex_);
  const auto open = streams();
  return size_t(std::ranges::count_if(open, [&](const auto& stream) { return stream->owner() == owner; }));
}

}  // namespace lockstep::server
