#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <limits>
#include <new>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/session.h"
#include "cli/usage_error.h"

namespace lockstep::cli {
namespace {

void add_session_options(CLI::App& app, Session& session) {
  app.add_option("--threads", session.threads, "Threads to use (default: all cores); no result depends on it")
      ->option_text("N")
      ->check(CLI::Range(1, 1024));
  app.add_flag("--json", session.json, "Print results, and errors too, as JSON");
  app.add_flag("--quiet", session.quiet, "Show no progress");
  app.add_flag("--progress-json", session.progress_json, "Show progress as lines of JSON, for programs")
      ->excludes("--quiet");
}

void add_commands(CLI::App& app, Session& session) {
  add_detect(app, session);
  add_explain(app, session);
  add_inspect(app, session);
  add_pairs(app, session);
  add_simulate(app, session);
  add_evaluate(app, session);
  add_case(app, session);
  add_appeal(app, session);
  add_serve(app, session);
  add_audit(app, session);
  add_store(app, session);
  add_man(app, session);
  add_completion(app);
}

// The command line could not be read to its end, so the flag may not have been seen.
bool asks_for_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (!std::strcmp(argv[i], "--json")) return true;
  return false;
}

// What one stage frees serves the next: given back to the system, it would have to be cleared before it is used again.
void keep_freed_memory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 16 << 20);  // asked for in large steps
}

// The first of it in large pages, which a small table fits into: a fault each 2 MB, not each 4 kB. For all of it they
// cost more than they save, since the system then looks for room to make them.
void start_with_large_pages() {
  constexpr size_t page = 2 << 20, most = 32 << 20;
  const auto begin = (reinterpret_cast<uintptr_t>(sbrk(0)) + page - 1) / page * page;
  void* volatile room = std::malloc(most + page);  // volatile: else nothing is asked for
  std::free(room);
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  madvise(reinterpret_cast<void*>(begin), most, MADV_HUGEPAGE);
}

int run(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is an error to report
  keep_freed_memory();
  start_with_large_pages();
  Session session;
  CLI::App app("Find accounts that act in concert on social platforms, and see the evidence", "lockstep");
  app.set_help_flag("-h,--help", "Print this help");
  app.set_version_flag("--version", "lockstep " LOCKSTEP_VERSION, "Print the version");
  app.formatter_fn([](const CLI::App* command, const std::string&, CLI::AppFormatMode) { return help(*command); });
  app.require_subcommand(1);
  app.fallthrough();
  add_session_options(app, session);
  add_commands(app, session);
  try {
    if (argc == 1) throw CLI::CallForHelp();
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    app.exit(asked);
  } catch (const CLI::ParseError& error) {
    session.json = asks_for_json(argc, argv);
    session.fail(usage_error(app, error));
  } catch (const std::bad_alloc&) {
    session.fail({ErrorKind::limit, "out of memory", "", ""});
  }
  session.finish();
  return session.status;
}

}  // namespace
}  // namespace lockstep::cli

int main(int argc, char** argv) { return lockstep::cli::run(argc, argv); }
