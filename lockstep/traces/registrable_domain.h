// lockstep/traces/registrable_domain.h
//
// Who stands behind a host: the name that its owner registered.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// "news.example.co.uk" is "example.co.uk", by the public suffix list that the system has (libpsl; its private section
// too, so that every blog of a hoster is its own). An address, a single label and a suffix itself stay as they are, in
// lower case; nothing stays nothing.
std::string registrable_domain(std::string_view host);

}  // namespace lockstep
