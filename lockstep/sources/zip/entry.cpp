#include "lockstep/sources/zip/entry.h"

#include "lockstep/sources/zip/members.h"

extern "C" __attribute__((visibility("default"))) const void* lockstep_zip_functions() {
  static constexpr lockstep::zip::Functions functions{lockstep::zip::list, lockstep::zip::open_member};
  return &functions;
}
