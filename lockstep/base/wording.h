// lockstep/base/wording.h
//
// Numbers and lists inside sentences.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lockstep {

std::string grouped(uint64_t number);                          // 12,345
std::string counted(uint64_t number, std::string_view thing);  // 1 occasion, 31 occasions
std::string percent(double share);                             // 34%, 0.4%
std::string measured(double value);                            // 0.043, 6.1, 402: no more digits than are known
std::string probability(double p);                             // 0.02, 2 × 10⁻⁹
std::string listed(std::span<const std::string> things);       // a; a and b; a, b and c

}  // namespace lockstep
