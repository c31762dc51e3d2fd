// server/http/event_hub.h
//
// Server-sent events. Handlers publish, open streams receive; a stream costs memory for what it has not yet sent, no
// thread. A reader that falls too far behind is dropped: its browser comes back by itself with Last-Event-ID.
//
// Ids are "<epoch>-<number>". The last events are kept, so that a stream which was interrupted goes on where it was;
// if that is no longer possible (too long ago, or the server was started again) the stream begins with the event
// "resync", on which a page loads again what it shows.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::server {

struct Event {
  std::string type{};   // "case_changed"
  std::string topic{};  // what a filter looks at; not sent
  std::string data{};   // JSON
};

// One open stream, between the threads that publish and the connection that sends. Safe from any thread.
class Subscription {
 public:
  using Filter = std::function<bool(const Event&)>;
  using Wake = std::function<void()>;

  Subscription(std::string owner, Filter filter, size_t most_waiting);

  void offer(const Event& event, const std::shared_ptr<const std::string>& text);
  void begin_with(std::shared_ptr<const std::string> text);  // whatever the filter says
  void close();

  // What is to be sent now; empties it.
  std::string take();
  bool closed() const;
  bool dropped() const;
  const std::string& owner() const { return owner_; }

  // Called, from any thread, when there is something to take or the stream was closed.
  void on_change(Wake wake);

 private:
  const std::string owner_;
  const Filter filter_;
  const size_t most_waiting_;
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const std::string>> waiting_;
  bool closed_ = false, dropped_ = false;
  Wake wake_;
};

struct HubOptions {
  size_t most_waiting = 256;  // events that a slow reader may be behind
  size_t kept = 1024;         // events that an interrupted stream can go on from
};

class EventHub {
 public:
  // `epoch` tells this server from the one before: letters and digits.
  explicit EventHub(std::string epoch, HubOptions options = {});

  void publish(Event event);

  // `owner` names whose stream it is, for close(). `last_event_id` is the header of that name; may be empty.
  std::shared_ptr<Subscription> subscribe(std::string owner, Subscription::Filter filter,
                                          std::string_view last_event_id);

  void close(std::string_view owner);
  void close_all();
  size_t open() const;
  size_t open_of(std::string_view owner) const;

 private:
  struct Kept {
    uint64_t number;
    Event event;
    std::shared_ptr<const std::string> text;
  };
  void send_missed(Subscription& to, std::string_view last_event_id) const;
  std::optional<uint64_t> number_of(std::string_view id) const;
  std::vector<std::shared_ptr<Subscription>> streams() const;

  const std::string epoch_;
  const HubOptions options_;
  mutable std::mutex mutex_;
  uint64_t last_number_ = 0;
  std::deque<Kept> kept_;
  mutable std::vector<std::weak_ptr<Subscription>> streams_;
};

}  // namespace lockstep::server
