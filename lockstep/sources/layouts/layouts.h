// lockstep/sources/layouts/layouts.h
//
// One function a layout, each in a file of its own; layout.cpp lists them in the order in which they are tried.
#pragma once

#include "lockstep/sources/layout.h"

namespace lockstep {

Layout coortweet_layout();
Layout german_elections_layout();
Layout twitter_io_layout();
Layout twitter_io_users_layout();
Layout cnt_layout();
Layout russian_troll_tweets_layout();
Layout renames_layout();
Layout plain_layout();
Layout accounts_layout();

}  // namespace lockstep
