// lockstep/cases/once.h
//
// A request that is sent twice acts once: its answer is kept in the transaction that acted.
#pragma once

#include "lockstep/cases/json.h"
#include "lockstep/cases/sql.h"
#include "lockstep/cases/store.h"

namespace lockstep::cases {

// Error of kind conflict where the key came with another request before.
Result<std::optional<Json>> earlier_answer(Writing& writing);
void keep_answer(Writing& writing, const Json& answer);

template <class T, class Change>
Result<T> write_once(Store& store, const Actor& actor, Change&& change) {
  return store.write<T>(actor, [&](Writing& writing) -> Result<T> {
    auto earlier = earlier_answer(writing);
    if (!earlier) return earlier.error();
    if (*earlier) return (*earlier)->template get<T>();
    Result<T> answer = change(writing);
    if (answer) keep_answer(writing, Json(*answer));
    return answer;
  });
}

}  // namespace lockstep::cases
