// lockstep/cases/cases.h
//
// From a network to a decision that people can trust: the store, the people, cases, decisions, notices, appeals, what
// leaves for the platform, and the history of all of it. Every function checks whether its actor may do it; the web and
// the command line are two front ends to the same rules.
//
// Errors: usage (what was asked for makes no sense), forbidden (this person may not), missing (there is no such thing),
// conflict (somebody was faster, or the rules of independence), limit (too long, too many, too soon), file (database).
#pragma once

#include "lockstep/cases/appeals.h"
#include "lockstep/cases/case_file.h"
#include "lockstep/cases/decisions.h"
#include "lockstep/cases/history.h"
#include "lockstep/cases/json.h"
#include "lockstep/cases/keep_store.h"
#include "lockstep/cases/outbox.h"
#include "lockstep/cases/people.h"
#include "lockstep/cases/runs.h"
#include "lockstep/cases/settings.h"
#include "lockstep/cases/store.h"
