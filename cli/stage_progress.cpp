#include "cli/stage_progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace lockstep::cli {
namespace {

using namespace std::chrono_literals;

volatile std::sig_atomic_t asked_to_stop = 0;

void on_signal(int signal) {
  asked_to_stop = 1;
  std::signal(signal, SIG_DFL);
}

// 950, 12.4k, 3.1M
std::string short_number(double number) {
  if (number >= 1e9) return fmt::format("{:.1f}G", number / 1e9);
  if (number >= 1e6) return fmt::format("{:.1f}M", number / 1e6);
  if (number >= 1e4) return fmt::format("{:.1f}k", number / 1e3);
  return fmt::format("{:.0f}", number);
}

std::string short_time(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {:02} s", int(seconds) / 60, int(seconds) % 60);
  return fmt::format("{} h {:02} min", int(seconds) / 3600, int(seconds) / 60 % 60);
}

// A line that is longer than the terminal is wide cannot be drawn over.
void redraw(const std::string& line) {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  std::fprintf(stderr, "\r\033[K%.*s", known ? size.ws_col - 1 : 79, line.c_str());
}

}  // namespace

StageProgress::StageProgress(ProgressLine line)
    : lines_(line == ProgressLine::standard_error),
      redraws_(lines_ && isatty(STDERR_FILENO)),
      json_(line == ProgressLine::json) {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

void StageProgress::begin(std::string_view stage, uint64_t total, std::string_view unit) {
  end_stage();
  const bool known = stage_ == stage;
  in_stage_ = true;
  stage_ = stage;
  total_ = total;
  unit_ = unit;
  done_ = 0;
  began_ = Clock::now();
  next_draw_ = (began_ + (json_ ? 500ms : 100ms)).time_since_epoch().count();
  if (json_)
    tell(0);
  else if (redraws_)
    redraw(stage_);
  else if (lines_ && !known)
    std::fprintf(stderr, "%s\n", stage_.c_str());
}

void StageProgress::at(uint64_t done) {
  done_.store(done, std::memory_order_relaxed);
  if (!redraws_ && !json_) return;
  const Clock::time_point now = Clock::now();
  if (now.time_since_epoch().count() < next_draw_.load(std::memory_order_relaxed)) return;
  const std::unique_lock lock(drawing_, std::try_to_lock);
  if (!lock) return;
  next_draw_ = (now + (json_ ? 500ms : 100ms)).time_since_epoch().count();
  if (json_)
    tell(done);
  else
    draw(now);
}

void StageProgress::tell(uint64_t done) const {
  const nlohmann::ordered_json line{{"stage", stage_}, {"done", done}, {"total", total_}, {"unit", unit_}};
  std::fprintf(stderr, "%s\n", line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

void StageProgress::draw(Clock::time_point now) {
  const double done = double(done_.load()), seconds = seconds_until(now), rate = seconds > 0 ? done / seconds : 0;
  std::string line = stage_;
  if (total_ > 0) line += fmt::format("  {:.0f}%", std::min(100.0, 100 * done / double(total_)));
  if (rate > 0) line += fmt::format("  {} {}  {} {}/s", short_number(done), unit_, short_number(rate), unit_);
  if (total_ > 0 && rate > 0 && seconds > 1)
    line += fmt::format("  {} left", short_time(std::max(0.0, double(total_) - done) / rate));
  redraw(line);
}

void StageProgress::end_stage() {
  if (!in_stage_) return;
  in_stage_ = false;
  if (redraws_) std::fprintf(stderr, "\r\033[K%s  %.1f s\n", stage_.c_str(), seconds_until(Clock::now()));
}

bool StageProgress::cancelled() const { return asked_to_stop != 0; }

}  // namespace lockstep::cli
