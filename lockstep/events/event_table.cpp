#include "lockstep/events/event_table.h"

#include <array>

namespace lockstep {

std::string_view name(EventKind kind) {
  static constexpr std::array<std::string_view, 8> names{"post", "reply",  "repost", "quote",
                                                         "like", "follow", "rename", "delete"};
  return names[unsigned(kind)];
}

}  // namespace lockstep
