// Writes to a store as fast as it can, and says what was acknowledged: the program that the tests of crashes kill.
//
// store_writer STORE COUNT [KEY [CLOCK]]
//
// Each act takes the next number of a counter and puts it into the history, in one transaction. "17\n" on standard
// output: the act with number 17 is acknowledged. "! message\n": it failed, and the next attempt comes after 20 ms.
// CLOCK: seconds that the clock goes back before each act.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "lockstep/cases/store.h"

namespace lockstep::cases {
namespace {

// By the system call itself, where tests/stores/write_journal.cpp sees it.
void say(const std::string& line) {
  if (::write(1, line.data(), line.size()) != ssize_t(line.size())) std::abort();
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

Result<int64_t> take_number(Store& store) {
  return store.write<int64_t>({.person_id = 0, .handle = "writer", .roles = all_roles}, [](Writing& writing) {
    const int64_t number = writing.next("test.numbers");
    writing.append({.act = "test.written", .case_id = {}, .payload = {{"number", number}}});
    return Result<int64_t>(number);
  });
}

int run(const std::string& url, int count, const std::string& key, int64_t back) {
  StoreOptions options{.key_path = key, .now = {}, .random = {}, .readers = 1};
  int64_t time = 1'700'000'000;
  if (back > 0) options.now = [&time, back] { return time -= back; };
  auto store = Store::open(url, std::move(options));
  if (!store) {
    say("! " + first_line(to_string(store.error())) + "\n");
    return 1;
  }
  while (count > 0) {
    const Result<int64_t> number = take_number(**store);
    say(number ? fmt::format("{}\n", *number) : "! " + first_line(number.error().message) + "\n");
    if (number) --count;
    if (!number) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return 0;
}

}  // namespace
}  // namespace lockstep::cases

int main(int count, char** values) {
  return lockstep::cases::run(values[1], std::stoi(values[2]), count > 3 ? values[3] : "",
                              count > 4 ? std::stol(values[4]) : 0);
}
