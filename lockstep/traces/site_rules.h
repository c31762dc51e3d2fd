// lockstep/traces/site_rules.h
//
// What is known of single sites: redirects that carry their target, and pages that have many addresses.
#pragma once

#include <optional>
#include <string>

#include "lockstep/traces/url_parts.h"

namespace lockstep {

// The URL that this one only passes the reader on to.
std::optional<std::string> redirect_target(const UrlParts& url);

// The one address of a page that the site serves under many.
std::optional<std::string> address_of_page(const UrlParts& url);

}  // namespace lockstep
