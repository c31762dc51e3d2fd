#include "cli/command.h"
#include "cli/commands.h"
#include "cli/review_commands.h"
#include "cli/value_checks.h"

namespace lockstep::cli {
namespace {

void add_options(CLI::App& command, review::ServeArguments& arguments) {
  const auto add = [&](const char* name, auto& value, const char* text, const char* what, const char* group) {
    return command.add_option(name, value, what)->option_text(text)->group(group);
  };
  const char *kept = "What is kept", *heard = "Who is heard", *work = "How much at once, and how long";
  add("--store", arguments.store, "FILE|URL", "Where cases live: a file, or postgresql://… (default: cases.db)", kept);
  add("--log-key", arguments.log_key, "FILE", "The key that signs the history (default: beside the file)", kept);
  add("--data", arguments.data, "FOLDER", "Uploads and results of runs (default: cases.db.data)", kept);
  add("--address", arguments.address, "ADDRESS", "Listen there (default: 127.0.0.1, this machine alone)", heard);
  add("--port", arguments.port, "N", "And there; 0 takes a free one (default: 8321)", heard)
      ->check(CLI::Range(0, 65535));
  add("--tls-cert", arguments.tls_certificate, "FILE", "Speak TLS with this certificate chain, in PEM", heard);
  add("--tls-key", arguments.tls_key, "FILE", "And its key", heard);
  add("--host", arguments.hosts, "NAME", "Answer for this name alone; may be repeated", heard)
      ->allow_extra_args(false)
      ->check([](const std::string& name) { return name.empty() ? std::string("a host has a name") : std::string(); });
  add("--proxy", arguments.proxies, "ADDRESS", "A reverse proxy whose X-Forwarded-… headers are taken; may be repeated",
      heard)
      ->allow_extra_args(false);
  add("--identity-header", arguments.identity_header, "NAME", "The proxies' header that says who has signed in", heard);
  add("--metrics-from", arguments.metrics_from, "ADDRESS", "Who may read /metrics (default: this machine)", heard)
      ->allow_extra_args(false);
  add("--max-upload", arguments.max_upload, "SIZE", "Upload at most (default: 8GB)", work)
      ->transform(size_in_bytes(false));
  add("--runs", arguments.runs_at_once, "N", "Detections that run at once; others wait (default: 1)", work)
      ->check(CLI::Range(1, 64));
  add("--workers", arguments.workers, "N", "Requests that are worked on at once (default: 8)", work)
      ->check(CLI::Range(1, 256));
  add("--stop-within", arguments.stop_within_seconds, "N",
      "Seconds to finish in when told to end; what lasts longer is broken off (default: 45)", work)
      ->check(CLI::Range(1, 3600));
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<review::ServeArguments>();
  CLI::App& command = add_command(
      app,
      {.name = "serve",
       .group = "Review",
       .what = "Open the console, where people look at networks and decide",
       .more = "One program with the web application inside, until Ctrl-C. The first start prints a link that makes "
               "the administrator.",
       .examples = "lockstep serve\n"
                   "lockstep serve --store postgresql://lockstep@db/lockstep --log-key log.key --data /srv/lockstep\n"
                   "lockstep serve --address 10.0.0.5 --tls-cert chain.pem --tls-key key.pem --host review.example"});
  add_options(command, *arguments);
  on_call(command, session, arguments, &review::Functions::serve);
}

}  // namespace lockstep::cli
