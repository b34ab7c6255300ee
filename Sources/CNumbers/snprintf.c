// RADIXCHAR is a POSIX name.
#define _GNU_SOURCE
#include "CNumbers.h"

#include <fenv.h>
#include <langinfo.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// Set once and then only read: a counter would travel between the workers' processors with every number.
static _Atomic int has_printed = 0;

int cnumbers_has_printed(void) { return atomic_load_explicit(&has_printed, memory_order_relaxed); }

// Room for a sign, 20 digits of a whole part, a point and 18 decimals, or for a width of two digits.
enum { enough = 128, most_decimals = 18, most_width = 99 };

static const uint64_t powers[most_decimals + 1] = {
  1ull,
  10ull,
  100ull,
  1000ull,
  10000ull,
  100000ull,
  1000000ull,
  10000000ull,
  100000000ull,
  1000000000ull,
  10000000000ull,
  100000000000ull,
  1000000000000ull,
  10000000000000ull,
  100000000000000ull,
  1000000000000000ull,
  10000000000000000ull,
  100000000000000000ull,
  1000000000000000000ull,
};

// The numbers from 00 to 99, which halve the divisions.
static const char pairs[] =
  "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
  "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

// Writes the decimal digits before `end` and returns where they begin.
static char *decimals_before(char *end, uint64_t value) {
  while (value >= 100) {
    end -= 2;
    memcpy(end, pairs + value % 100 * 2, 2);
    value /= 100;
  }
  if (value < 10) {
    *--end = (char)('0' + value);
    return end;
  }
  end -= 2;
  memcpy(end, pairs + value * 2, 2);
  return end;
}

static char *hexadecimals_before(char *end, uint64_t value, const char *digits) {
  do {
    *--end = digits[value & 15];
    value >>= 4;
  } while (value != 0);
  return end;
}

// A decimal number without anything around it, as nearly all are.
static int plain(char *buffer, uint64_t magnitude, int is_negative) {
  int count = 1;
  while (count < 19 && magnitude >= powers[count]) count++;
  if (count == 19 && magnitude / 10 >= powers[18]) count++;
  if (is_negative) *buffer = '-';
  int length = is_negative + count;
  decimals_before(buffer + length, magnitude);
  buffer[length] = '\0';
  return length;
}

// `kind` as in the format: x and X are hexadecimal, anything else decimal.
static int whole(char *buffer, uint64_t magnitude, int is_negative, char kind, int pads, int width) {
  if (kind != 'x' && kind != 'X' && width == 0) return plain(buffer, magnitude, is_negative);
  char scratch[24];
  char *end = scratch + sizeof scratch;
  char *first = kind == 'x'   ? hexadecimals_before(end, magnitude, "0123456789abcdef")
                : kind == 'X' ? hexadecimals_before(end, magnitude, "0123456789ABCDEF")
                              : decimals_before(end, magnitude);
  int count = (int)(scratch + sizeof scratch - first);
  int blank = width > count + is_negative ? width - count - is_negative : 0;
  char *out = buffer;
  if (!pads) while (blank > 0) *out++ = ' ', blank--;
  if (is_negative) *out++ = '-';
  while (blank > 0) *out++ = '0', blank--;
  memcpy(out, first, (size_t)count);
  out[count] = '\0';
  return (int)(out + count - buffer);
}

// The exact value of a double is m · 2^e with whole m and e. Its decimals are those of m · 10^n · 2^e rounded to a whole number, to the
// even one when it lies in the middle, as IEEE 754 and glibc do.
static int decimal(char *buffer, double value, int decimals) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  int is_negative = (int)(bits >> 63);
  int exponent = (int)(bits >> 52 & 0x7FF);
  uint64_t mantissa = bits & 0xFFFFFFFFFFFFFull;
  // Infinities, what is no number, and what needs more than 63 bits before the point.
  if (exponent >= 1023 + 62) return -1;
  if (exponent == 0) exponent = 1; else mantissa |= 1ull << 52;
  int shift = 1075 - exponent;
  uint64_t before, behind;
  if (shift <= 0) {
    before = mantissa << -shift;
    behind = 0;
  } else {
    before = shift < 64 ? mantissa >> shift : 0;
    uint64_t fraction = shift < 64 ? mantissa & ((1ull << shift) - 1) : mantissa;
    // At most 53 bits times 60 bits.
    unsigned __int128 scaled = (unsigned __int128)fraction * powers[decimals];
    unsigned __int128 rest, half;
    if (shift < 127) {
      behind = (uint64_t)(scaled >> shift);
      rest = scaled & (((unsigned __int128)1 << shift) - 1);
      half = (unsigned __int128)1 << (shift - 1);
    } else {
      // Less than half of the last decimal, however small.
      behind = 0;
      rest = scaled > 0;
      half = 2;
    }
    uint64_t last = decimals > 0 ? behind : before;
    if (rest > half || (rest == half && (last & 1))) {
      if (decimals > 0) behind++; else before++;
    }
    if (decimals > 0 && behind == powers[decimals]) {
      behind = 0;
      before++;
    }
  }
  int length = plain(buffer, before, is_negative);
  if (decimals == 0) return length;
  char *out = buffer + length;
  *out++ = '.';
  char *end = out + decimals;
  *end = '\0';
  char *place = end;
  for (; place - out >= 2; behind /= 100) {
    place -= 2;
    memcpy(place, pairs + behind % 100 * 2, 2);
  }
  if (place > out) *out = (char)('0' + behind);
  return length + 1 + decimals;
}

static int prints_points(void) {
  const char *point = nl_langinfo(RADIXCHAR);
  return point[0] == '.' && point[1] == '\0' && fegetround() == FE_TONEAREST;
}

// Prints into a buffer of `enough` bytes.
static int print(char *buffer, const char *format, va_list arguments) {
  if (*format++ != '%') return -1;
  if (format[0] == 'f' && format[1] == '\0') return prints_points() ? decimal(buffer, va_arg(arguments, double), 6) : -1;
  if (*format == '.') {
    format++;
    int decimals = 0;
    if (*format == '*') {
      if (format[1] != 'f' || format[2] != '\0') return -1;
      decimals = va_arg(arguments, int);
    } else {
      while (*format >= '0' && *format <= '9' && decimals <= most_decimals) decimals = decimals * 10 + *format++ - '0';
      if (format[0] != 'f' || format[1] != '\0') return -1;
    }
    if (decimals < 0 || decimals > most_decimals || !prints_points()) return -1;
    return decimal(buffer, va_arg(arguments, double), decimals);
  }
  int pads = *format == '0';
  if (pads) format++;
  int width = 0;
  if (*format == '*') {
    format++;
    width = va_arg(arguments, int);
    if (width < 0 || width > most_width) return -1;
  } else {
    while (*format >= '0' && *format <= '9' && width <= most_width) width = width * 10 + *format++ - '0';
    if (width > most_width) return -1;
  }
  int is_long = *format == 'l';
  if (is_long) format++;
  if (*format == '\0' || format[1] != '\0') return -1;
  switch (*format) {
    case 'd': {
      long value = is_long ? va_arg(arguments, long) : va_arg(arguments, int);
      return whole(buffer, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0, 'd', pads, width);
    }
    case 'u':
    case 'x':
    case 'X': {
      uint64_t value = is_long ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned);
      return whole(buffer, value, 0, *format, pads, width);
    }
    default: return -1;
  }
}

int cnumbers_print(char *buffer, size_t size, const char *format, va_list arguments) {
  if (size >= enough) return print(buffer, format, arguments);
  char whole[enough];
  int length = print(whole, format, arguments);
  if (length >= 0 && size > 0) {
    size_t kept = (size_t)length < size ? (size_t)length : size - 1;
    memcpy(buffer, whole, kept);
    buffer[kept] = '\0';
  }
  return length;
}

// glibc's name for `snprintf` in what was compiled with _FORTIFY_SOURCE; `room` is what the compiler knows of the buffer.
int __snprintf_chk(char *buffer, size_t size, int flag, size_t room, const char *format, ...) {
  (void)flag;
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = size <= room ? cnumbers_print(buffer, size, format, arguments) : -1;
  if (length >= 0) {
    if (!atomic_load_explicit(&has_printed, memory_order_relaxed)) atomic_store_explicit(&has_printed, 1, memory_order_relaxed);
  } else {
    // A buffer that is smaller than it was said to be is cut to what it is: glibc would end the process.
    length = vsnprintf(buffer, size <= room ? size : room, format, again);
  }
  va_end(again);
  va_end(arguments);
  return length;
}
