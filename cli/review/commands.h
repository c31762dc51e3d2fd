// cli/review/commands.h
//
// The functions of functions.h, each in the file of its command.
#pragma once

#include "cli/review/functions.h"

namespace lockstep::cli::review {

Result<void> run_case(const Session& session, const CaseArguments& arguments);
Result<void> run_appeal(const Session& session, const AppealArguments& arguments);
Result<void> serve(const Session& session, const ServeArguments& arguments);

Result<void> verify(const Session& session, const VerifyArguments& arguments);
Result<void> print_checkpoint(const Session& session, const StoreChoice& arguments);
Result<void> print_key(const Session& session, const StoreChoice& arguments);
Result<void> print_proof(const Session& session, const ProofArguments& arguments);
Result<void> publish(const Session& session, const PublishArguments& arguments);
Result<void> print_history(const Session& session, const HistoryArguments& arguments);
Result<void> erase(const Session& session, const EraseArguments& arguments);

Result<void> check(const Session& session, const StoreArguments& arguments);
Result<void> back_up(const Session& session, const StoreArguments& arguments);
Result<void> restore(const Session& session, const StoreArguments& arguments);

}  // namespace lockstep::cli::review
