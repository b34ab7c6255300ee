/// The zlib names that libcairo calls, over libdeflate. Filled in by Sources/CDeflate/deflate.c.
#ifndef SHOSHO_CDEFLATE_H
#define SHOSHO_CDEFLATE_H
#include <libdeflate.h>
#endif
