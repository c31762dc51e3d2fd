// lockstep/validation/validation.h
//
// What independent accounts would do, and how far from it something lies: for pairs, for groups of accounts, for
// members of a group; whether a group's delays look like a plan or like a reaction; and who keeps whose company by the
// hour. docs/method.md has the formulas.
#pragma once

#include "lockstep/validation/company.h"
#include "lockstep/validation/group_test.h"
#include "lockstep/validation/lags.h"
#include "lockstep/validation/pair_test.h"
#include "lockstep/validation/references.h"
#include "lockstep/validation/statistics.h"
#include "lockstep/validation/touch_book.h"
