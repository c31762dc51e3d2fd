// lockstep/simulation/language.h
//
// Words for posts that look like posts: everyday subjects, four languages, nobody's quarrel.
#pragma once

#include <string>
#include <string_view>

#include "lockstep/base/random.h"

namespace lockstep::simulation {

inline constexpr unsigned language_count = 4;
inline constexpr unsigned topic_count = 12;

std::string_view language_code(unsigned language);

// A post of its own: five slots of words about a topic, so that two people rarely write the same.
std::string sentence(unsigned language, unsigned topic, Rng& rng);

// What many people write anyway ("good morning"): the same texts by chance.
std::string small_talk(unsigned language, Rng& rng);

// An article's headline; the same for the same key.
std::string headline(unsigned language, unsigned topic, uint64_t key);

// Each word is exchanged for another with the given probability.
std::string paraphrase(std::string_view text, double share, Rng& rng);

std::string_view topic_word(unsigned topic);        // for hashtags and hosts: "harbour"
std::string hashtag(unsigned topic, uint64_t key);  // "harbourday7"
std::string host(uint64_t key);                     // "harbour-notes.example"
std::string person(uint64_t key);                   // a display name
std::string handle(uint64_t key);

}  // namespace lockstep::simulation
