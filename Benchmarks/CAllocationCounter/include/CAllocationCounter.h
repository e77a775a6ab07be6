#ifndef MAPAE_ALLOCATION_COUNTER_H
#define MAPAE_ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/// Whether this platform's allocations can be counted.
bool mapae_bench_counts_allocations(void);

/// How often the process has asked for memory since it was started.
uint64_t mapae_bench_allocations(void);

/// Takes a result, so that no compiler may leave out the work that made it.
void mapae_bench_consume(uint64_t result);

#endif
