// lockstep/ledger/ledger.h
//
// The append-only history as a Merkle log in public formats, so that a stranger with tools that are not ours can check
// that nothing was rewritten:
//
//   RFC 6962 / RFC 9162   hashes of leaves and nodes, tree heads, inclusion and consistency proofs     tree.h, proofs.h
//   C2SP tlog-tiles       where hashes and entries lie when the log is served as files                 tiles.h
//   C2SP signed-note      text with Ed25519 signatures, and the text forms of keys                     note.h
//   C2SP tlog-checkpoint  origin, size and head of a log at one moment, signed                         checkpoint.h
//
// What is ours: entries whose text can be erased while the log stays whole (entry.h), and the search for the first
// entry that is not what was signed (verify_log.h).
//
// All of it is pure: no clock, no database, and whoever needs randomness hands it in.
//
// Cost: an append hashes twice on average and at most log2(size) + 1 times; what must be kept for it is Frontier, at
// most 64 digests. Rejected: a plain chain of hashes (every proof would be as long as the log), and a library for the
// tree (those in C++ are parts of certificate-transparency servers).
#pragma once

#include "lockstep/ledger/checkpoint.h"
#include "lockstep/ledger/entry.h"
#include "lockstep/ledger/note.h"
#include "lockstep/ledger/proofs.h"
#include "lockstep/ledger/text.h"
#include "lockstep/ledger/tiles.h"
#include "lockstep/ledger/tree.h"
#include "lockstep/ledger/verify_log.h"
