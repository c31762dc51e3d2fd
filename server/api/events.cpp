#include <limits>

#include "server/api/inside.h"

namespace lockstep::server {
namespace {

constexpr size_t most_streams_of_one = 20;  // a browser's tabs

// When the session that opened it ends by itself; a token's end and its person's are looked at when the stream comes
// again.
int64_t heard_until(Api::Inside& inside, const Call& call) {
  if (call.http.identity.by != SignedInBy::cookie) return std::numeric_limits<int64_t>::max();
  const auto session = cases::find_session(inside.store, call.http.cookie(session_cookie));
  return session ? session->expires_at : 0;
}

// Who manages people and settings alone hears nothing of cases and runs.
Result<HttpResponse> events(Api::Inside& inside, const Call& call) {
  const std::string owner = std::to_string(call.actor.person_id);
  if (inside.hub->open_of(owner) >= most_streams_of_one)
    return Error{.kind = ErrorKind::limit, .message = "too many open event streams of one person"};
  const bool reads_cases = call.actor.may(readers);
  HttpResponse response;
  response.body = StreamBody{inside.hub->subscribe(
      owner,
      [reads_cases, &store = inside.store, until = heard_until(inside, call)](const Event& event) {
        return store.now() < until && (reads_cases || (event.topic != "case" && event.topic != "run"));
      },
      call.http.header("last-event-id"))};
  return response;
}

}  // namespace

void add_event_routes(RouteTable& table) { table.add("GET", "/api/events", "events", everybody, events); }

}  // namespace lockstep::server
