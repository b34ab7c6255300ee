/// The one `snprintf` that libcairo calls, faster for the numbers that a PDF is made of.
///
/// libcairo 1.16 prints every coordinate, code and object number with glibc's `__snprintf_chk`, which it reaches through the dynamic
/// symbol table: the definition of this target, being in the executable, is found first. A format that is a single conversion of a
/// whole or decimal number is printed here, to the same characters as by glibc; everything else goes on to glibc. Half of the time that
/// Cairo needs for a paper is spent there otherwise.
#ifndef SHOSHO_CNUMBERS_H
#define SHOSHO_CNUMBERS_H

#include <stdarg.h>
#include <stddef.h>

/// Whether a number was printed here for somebody else since the process began: the probe that the interposition works.
int cnumbers_has_printed(void);

/// Prints one conversion: `%d %u %x %X`, with `l` or without, with an optional zero and a width of up to 99, which may be `*`; `%f %.Nf %.*f`
/// with up to 18 decimals. Returns the length as `snprintf` does, or -1 for any other format and for a value too large: then nothing is
/// done.
int cnumbers_print(char *buffer, size_t size, const char *format, va_list arguments);

#endif
