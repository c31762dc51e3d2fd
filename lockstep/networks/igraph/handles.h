// lockstep/networks/igraph/handles.h
//
// igraph's vectors, matrices and graphs as values that free themselves.
#pragma once

#include <igraph.h>

#include <cstdint>
#include <span>

#include "lockstep/networks/graphs.h"

namespace lockstep {

struct IgraphVector {
  igraph_vector_t handle;
  explicit IgraphVector(size_t size) { igraph_vector_init(&handle, igraph_integer_t(size)); }
  ~IgraphVector() { igraph_vector_destroy(&handle); }
  IgraphVector(const IgraphVector&) = delete;
  IgraphVector& operator=(const IgraphVector&) = delete;
  double& operator[](size_t i) { return VECTOR(handle)[i]; }
};

struct IgraphIntegers {
  igraph_vector_int_t handle;
  explicit IgraphIntegers(size_t size) { igraph_vector_int_init(&handle, igraph_integer_t(size)); }
  ~IgraphIntegers() { igraph_vector_int_destroy(&handle); }
  IgraphIntegers(const IgraphIntegers&) = delete;
  IgraphIntegers& operator=(const IgraphIntegers&) = delete;
  igraph_integer_t& operator[](size_t i) { return VECTOR(handle)[i]; }
};

struct IgraphMatrix {
  igraph_matrix_t handle;
  IgraphMatrix() { igraph_matrix_init(&handle, 0, 0); }
  ~IgraphMatrix() { igraph_matrix_destroy(&handle); }
  IgraphMatrix(const IgraphMatrix&) = delete;
  IgraphMatrix& operator=(const IgraphMatrix&) = delete;
};

// Undirected.
struct IgraphGraph {
  igraph_t handle;
  IgraphVector weights;

  IgraphGraph(uint32_t nodes, std::span<const Edge> edges) : weights(edges.size()) {
    IgraphIntegers ends(2 * edges.size());
    for (size_t i = 0; i < edges.size(); ++i) {
      ends[2 * i] = edges[i].a;
      ends[2 * i + 1] = edges[i].b;
      weights[i] = edges[i].weight;
    }
    igraph_create(&handle, &ends.handle, nodes, IGRAPH_UNDIRECTED);
  }
  ~IgraphGraph() { igraph_destroy(&handle); }
  IgraphGraph(const IgraphGraph&) = delete;
  IgraphGraph& operator=(const IgraphGraph&) = delete;
};

}  // namespace lockstep
