/// What Swift cannot call of the kernel, because the function takes any number of arguments.
#ifndef SHOSHO_CPROCESS_H
#define SHOSHO_CPROCESS_H
#include <sys/prctl.h>

/// Forbids that the memory of this process is dumped, or read by another process of its user (prctl(2),
/// PR_SET_DUMPABLE). Returns 0 when that holds from now on.
static inline int cprocess_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#endif
