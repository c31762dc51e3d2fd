#include "lockstep/base/progress.h"

namespace lockstep {
namespace {

class NoProgress final : public Progress {
 public:
  void begin(std::string_view, uint64_t, std::string_view) override {}
  void at(uint64_t) override {}
  bool cancelled() const override { return false; }
};

}  // namespace

Progress& no_progress() {
  static NoProgress instance;
  return instance;
}

Error stopped() { return {.kind = ErrorKind::interrupted, .message = "stopped; nothing was written"}; }

}  // namespace lockstep
