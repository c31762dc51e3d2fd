// cli/commands/audit_parts.h
//
// The commands of `lockstep audit`.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.h"

namespace lockstep::cli {

void add_audit_verify(CLI::App& audit, Session& session);
void add_audit_checkpoint(CLI::App& audit, Session& session);
void add_audit_key(CLI::App& audit, Session& session);
void add_audit_proof(CLI::App& audit, Session& session);
void add_audit_publish(CLI::App& audit, Session& session);
void add_audit_list(CLI::App& audit, Session& session);
void add_audit_erase(CLI::App& audit, Session& session);

}  // namespace lockstep::cli
