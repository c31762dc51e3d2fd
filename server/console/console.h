// server/console/console.h
//
// The web application, as web/ built it and the program carries it.
#pragma once

#include "server/http/assets.h"

namespace lockstep::server {

// Without files where the program was built without the web (-DLOCKSTEP_WEB=OFF).
Assets console();

}  // namespace lockstep::server
