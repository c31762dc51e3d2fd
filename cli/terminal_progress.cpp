#include "cli/terminal_progress.h"

#include <csignal>
#include <cstdio>
#include <string>

namespace lockstep::cli {
namespace {

volatile std::sig_atomic_t asked_to_stop = 0;

void on_signal(int signal) {
  asked_to_stop = 1;
  std::signal(signal, SIG_DFL);
}

class LineProgress final : public Progress {
 public:
  LineProgress() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
  }
  void begin(std::string_view stage, uint64_t, std::string_view) override {
    std::fprintf(stderr, "%.*s\n", int(stage.size()), stage.data());
  }
  void at(uint64_t) override {}
  bool cancelled() const override { return asked_to_stop != 0; }
};

}  // namespace

std::unique_ptr<Progress> make_terminal_progress() { return std::make_unique<LineProgress>(); }

}  // namespace lockstep::cli
