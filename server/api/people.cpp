#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> list_people(Api::Inside& inside, const Call& call) {
  return answer(cases::list_people(inside.store, call.actor));
}

Result<HttpResponse> add_person(Api::Inside& inside, const Call& call) {
  return answer(cases::add_person(inside.store, call.actor, call.body_as<cases::NewPerson>()), 201);
}

// Other roles, or none any more: what is open on that person's screen is asked for anew.
Result<HttpResponse> change_person(Api::Inside& inside, const Call& call) {
  const auto person = cases::change_person(inside.store, call.actor, call.id("person_id"),
                                           call.body_as<cases::PersonChange>(), call.seen());
  if (person) inside.hub->close(std::to_string(person->person_id));
  return answer(person);
}

Result<HttpResponse> reset_password(Api::Inside& inside, const Call& call) {
  const auto link = cases::reset_password(inside.store, call.actor, call.id("person_id"));
  if (link) inside.hub->close(std::to_string(call.id("person_id")));  // as their sessions have ended
  return answer(link);
}

}  // namespace

void add_people_routes(RouteTable& table) {
  table.add("GET", "/api/people", "list_people", everybody, list_people);
  table.add("POST", "/api/people", "add_person", administrators, add_person);
  table.add("PATCH", "/api/people/{person_id}", "change_person", administrators, change_person);
  table.add("POST", "/api/people/{person_id}/reset", "reset_password", administrators, reset_password);
}

}  // namespace lockstep::server
