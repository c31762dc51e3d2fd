#include <fmt/format.h>
#include <signal.h>

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/review/commands.h"
#include "lockstep/cases/cases.h"
#include "server/api/api.h"
#include "server/console/console.h"
#include "server/delivery/courier.h"

namespace lockstep::cli::review {
namespace {

namespace fs = std::filesystem;

Error bad_option(std::string where, std::string message, std::string hint) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = std::move(where), .hint = std::move(hint)};
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return text;
}

// On this machine alone, other names for it are none of ours: a page elsewhere could lead a browser here by its own
// name.
std::vector<std::string> hosts_of(const ServeArguments& arguments) {
  if (!arguments.hosts.empty() || !is_loopback(arguments.address)) return arguments.hosts;
  return {"localhost", "127.0.0.1", "[::1]"};
}

Result<server::ServerOptions> server_options(const ServeArguments& arguments, const std::string& data) {
  if (arguments.tls_certificate.empty() != arguments.tls_key.empty())
    return bad_option("--tls-cert", "a certificate and a key belong together", "--tls-cert FILE --tls-key FILE");
  if (!arguments.identity_header.empty() && arguments.proxies.empty())
    return bad_option("--identity-header", "nobody's word may be taken for it", "name the proxies: --proxy ADDRESS");
  Result<server::NamedProxies> proxies = server::NamedProxies::parse(arguments.proxies);
  if (!proxies) return bad_option("--proxy", proxies.error().message, proxies.error().hint);
  Result<server::NamedProxies> metrics_from = server::NamedProxies::parse(arguments.metrics_from);
  if (!metrics_from) return bad_option("--metrics-from", metrics_from.error().message, metrics_from.error().hint);
  return server::ServerOptions{.address = arguments.address,
                               .port = arguments.port,
                               .workers = arguments.workers,
                               .spool_folder = data + "/spool",
                               .tls_certificate = arguments.tls_certificate,
                               .tls_key = arguments.tls_key,
                               .proxies = std::move(*proxies),
                               .identity_header = lower(arguments.identity_header),
                               .hosts = hosts_of(arguments),
                               .metrics_from = std::move(*metrics_from)};
}

Result<std::string> data_folder(const ServeArguments& arguments, const cases::Store& store) {
  if (!arguments.data.empty()) return arguments.data;
  if (!store.is_sqlite())
    return bad_option("--data", "a store on PostgreSQL needs a folder for uploads and results", "--data FOLDER");
  std::string path = arguments.store.starts_with("sqlite:") ? arguments.store.substr(7) : arguments.store;
  return path + ".data";
}

std::string url_of(const ServeArguments& arguments, uint16_t port) {
  const bool v6 = arguments.address.find(':') != std::string::npos;
  const bool any = arguments.address == "0.0.0.0" || arguments.address == "::";
  const std::string host = any ? "localhost" : v6 ? "[" + arguments.address + "]" : arguments.address;
  return fmt::format("{}://{}:{}", arguments.tls_certificate.empty() ? "http" : "https", host, port);
}

// As long as nobody has signed up, whoever holds the link becomes the administrator.
Result<void> print_first_link(const Session& session, cases::Store& store, const std::string& url) {
  const Result<cases::OneTimeLink> link = cases::first_link(store);
  if (!link && link.error().kind != ErrorKind::conflict) return link.error();
  if (session.json) {
    nlohmann::json line{{"url", url}};
    if (link) line["first_link"] = url + "/invitation/" + link->token;
    fmt::print("{}\n", line.dump());
  } else {
    fmt::print("The console: {}\n", url);
    if (link)
      fmt::print("Nobody has signed up yet. Whoever opens this link first is the administrator:\n  {}/invitation/{}\n",
                 url, link->token);
  }
  std::fflush(stdout);
  return {};
}

// Nothing that hangs keeps a server that was told to end: the store takes being broken off, as it takes a power cut.
class LongestStop {
 public:
  LongestStop(std::chrono::seconds most, server::Log log)
      : thread_([this, most, log = std::move(log)] {
          std::unique_lock lock(mutex_);
          if (changed_.wait_for(lock, most, [this] { return ended_; })) return;
          log(fmt::format("broken off: something had not ended {} s after the signal", most.count()));
          std::_Exit(1);
        }) {}
  ~LongestStop() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace

Result<void> serve(const Session& session, const ServeArguments& arguments) {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);  // before there are threads, so that none of them is interrupted
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Result<std::unique_ptr<cases::Store>> store =
      cases::Store::open(arguments.store, {.key_path = arguments.log_key, .readers = arguments.workers});
  if (!store) return store.error();
  const Result<std::string> data = data_folder(arguments, **store);
  if (!data) return data.error();
  Result<server::ServerOptions> options = server_options(arguments, *data);
  if (!options) return options.error();
  const server::Log log = [](const std::string& line) { std::fprintf(stderr, "lockstep: %s\n", line.c_str()); };
  std::error_code ignored;
  auto api = server::Api::open(**store,
                               {.data_folder = *data,
                                .program = fs::read_symlink("/proc/self/exe", ignored),
                                .runs_at_once = arguments.runs_at_once,
                                .max_upload = arguments.max_upload},
                               log);
  if (!api) return api.error();
  server::ServerParts parts = (*api)->parts();
  parts.assets = server::console();
  auto running = server::Server::start(std::move(*options), std::move(parts));
  if (!running) return running.error();
  const server::Courier courier(**store, log, [&api] { (*api)->keep_no_longer(); });
  const Result<void> told = print_first_link(session, **store, url_of(arguments, (*running)->port()));
  if (!told) return told.error();
  int signal = 0;
  sigwait(&ending, &signal);
  if (!session.quiet) log("stopping: what runs is finished first");
  std::signal(signal, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);  // a second signal ends the program at once
  const LongestStop longest(std::chrono::seconds(arguments.stop_within_seconds), log);
  (*running)->stop();
  (*api)->stop();
  return {};
}

}  // namespace lockstep::cli::review
