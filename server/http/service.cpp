#include "server/http/service.h"

#include <algorithm>

namespace lockstep::server {

Connections::Id Connections::add(std::function<void()> end_if_idle) {
  const std::lock_guard lock(mutex_);
  open_.emplace(++last_, std::move(end_if_idle));
  return last_;
}

void Connections::remove(Id id) {
  const std::lock_guard lock(mutex_);
  open_.erase(id);
  if (open_.empty()) none_.notify_all();
}

size_t Connections::count() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

void Connections::end_idle() {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, end_if_idle] : open_) end_if_idle();
}

bool Connections::wait_for_none(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, longest, [&] { return open_.empty(); });
}

Service::Service(ServerOptions server_options, ServerParts server_parts)
    : options(std::move(server_options)),
      parts(std::move(server_parts)),
      dispatch(options, parts, metrics),
      workers(options.workers) {}

void Service::at_workers_changed(int by) {
  const size_t now = at_workers += size_t(by);
  metrics.set_waiting(double(now) - double(std::min<size_t>(now, options.workers)));
}

void Service::streams_changed(int by) { metrics.set_streams(double(streams += size_t(by))); }

}  // namespace lockstep::server
