#ifndef MAPAE_COMMON_PASSWORDS_H
#define MAPAE_COMMON_PASSWORDS_H

#include <stdint.h>

/// The length of the longest entry, in bytes.
extern const uint16_t mapae_common_passwords_longest;

/// Where a bucket begins among the remainders; it ends where the next one begins. 0 outside of the table.
uint16_t mapae_common_passwords_start(intptr_t bucket);

/// The lower 16 bits of an entry. 0 outside of the table.
uint16_t mapae_common_passwords_remainder(intptr_t index);

#endif
