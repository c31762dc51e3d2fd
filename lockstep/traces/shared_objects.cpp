#include <algorithm>

#include "lockstep/traces/traces.h"

namespace lockstep {

void keep_shared_objects(TraceTable& touches) {
  StringPool names;
  const auto kept = [&](std::string_view text) { return text.empty() ? text : names[names.intern(text)]; };
  std::vector<Object> objects;
  size_t next = 0;
  for (size_t begin = 0, end = 0; begin < touches.size(); begin = end) {
    const ObjectIndex object = touches.object[begin];
    bool shared = false;
    for (; end < touches.size() && touches.object[end] == object; ++end)
      shared |= touches.account[end] != touches.account[begin];
    if (!shared) continue;
    for (size_t touch = begin; touch < end; ++touch, ++next) {
      touches.object[next] = ObjectIndex(objects.size());
      touches.account[next] = touches.account[touch];
      touches.time[next] = touches.time[touch];
      touches.event[next] = touches.event[touch];
    }
    objects.push_back({kept(touches.objects[object].name), kept(touches.objects[object].source)});
  }
  touches.objects_of_one += touches.objects.size() - objects.size();
  touches.touches_of_one += touches.size() - next;
  const auto shorten = [&](auto& column) {
    column.resize(next);
    column.shrink_to_fit();
  };
  shorten(touches.object);
  shorten(touches.account);
  shorten(touches.time);
  shorten(touches.event);
  objects.shrink_to_fit();
  touches.objects = std::move(objects);
  names.end_lookups();
  touches.names = std::move(names);
}

}  // namespace lockstep
