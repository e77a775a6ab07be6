#include "CAllocationCounter.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

// One number that everything adds to: whoever looks at it twice learns what happened in between.
static atomic_uint_fast64_t allocations;

uint64_t mapae_bench_allocations(void) {
    return atomic_load_explicit(&allocations, memory_order_relaxed);
}

void mapae_bench_consume(uint64_t result) {
    // Empty, but the compiler has to believe that it reads the result.
    __asm__ volatile("" : : "r"(result) : "memory");
}

#if defined(__GLIBC__)

// What an executable defines stands before the C library's definition for all shared libraries of the process. So each
// allocation comes through here, the Swift runtime's and BoringSSL's too. `free` stays glibc's own, as the memory is.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static void count(void) {
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
}

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count();
    return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    count();
    return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) { return EINVAL; }
    count();
    void *block = __libc_memalign(alignment, size);
    if (block == NULL) { return ENOMEM; }
    *memory = block;
    return 0;
}

bool mapae_bench_counts_allocations(void) { return true; }

#else

bool mapae_bench_counts_allocations(void) { return false; }

#endif
