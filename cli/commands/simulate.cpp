#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/commands.h"
#include "lockstep/simulation/simulation.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  SimulationOptions options;
  std::vector<std::string> plant;
  std::string out;
};

void run(Session& session, Arguments& arguments) {
  for (const std::string& text : arguments.plant) {
    Result<Planting> planting = parse_planting(text, "--plant");
    if (!planting) return session.fail(planting.error());
    arguments.options.plantings.push_back(*planting);
  }
  const Result<SimulationSummary> made = simulate(arguments.options, arguments.out, session.progress());
  if (!made) return session.fail(made.error());
  if (session.json)
    fmt::print("{{\"accounts\":{},\"posts\":{},\"reposts\":{},\"planted_accounts\":{},\"planted_networks\":{}}}\n",
               made->accounts, made->posts, made->reposts, made->planted_accounts, made->planted_networks);
  else
    fmt::print(
        "{} posts by {} accounts in {}: posts.csv, accounts.csv, truth.csv ({} accounts in {} planted networks)\n",
        made->posts, made->accounts, arguments.out, made->planted_accounts, made->planted_networks);
}

}  // namespace

void add_simulate(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  SimulationOptions& options = arguments->options;
  CLI::App* command = &add_command(
      app,
      {.name = "simulate",
       .group = "Try it out",
       .what = "Make a stream of posts with known truth",
       .examples = "lockstep simulate --out stream --seed 4\n"
                   "lockstep simulate --out stream --plant size=12,actions=10,jitter=60s --plant size=40,trace=link"});
  command->add_option("--out", arguments->out, "Folder for posts.csv, accounts.csv, truth.csv and took_part.csv")
      ->required();
  command->add_option("--accounts", options.accounts, "Accounts")->capture_default_str();
  command->add_option("--days", options.days, "Days")->capture_default_str();
  command->add_option("--seed", options.seed, "The same seed gives the same bytes")->capture_default_str();
  command->add_option("--posts-a-day", options.posts_a_day, "Acts of an account a day, on average")
      ->capture_default_str();
  command
      ->add_option("--organic-share", options.organic_share,
                   "Share of the accounts that act together for reasons of their own: fans, petitions, friends …")
      ->capture_default_str();
  command->add_option("--plant", arguments->plant,
                      "Plant networks: size=12,actions=10,jitter=60s,networks=3,trace=repost …; may be repeated");
  command->callback([&session, arguments] { run(session, *arguments); });
}

}  // namespace lockstep::cli
