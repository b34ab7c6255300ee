// One thing of libqpdf: a PDF encrypted with AES-256 (ISO 32000-2 7.6.4, revision 6).
//
// The library is opened when it is first asked for, not linked: with what it brings along (a TLS library, C++, a JPEG library) it would
// cost every start of the program 7 ms, and hardly any run encrypts.
#ifndef CQPDF_H
#define CQPDF_H

#include <stddef.h>
#include <stdint.h>

// Why there is no encrypted file.
typedef enum {
  CQPDF_DONE = 0,
  CQPDF_NO_LIBRARY,
  CQPDF_NO_MEMORY,
  // libqpdf refused: `message` has its words.
  CQPDF_REFUSED
} cqpdf_status;

// Whether the library is there.
int cqpdf_is_available(void);

// The version of the library, such as 11.3.0; NULL when it is not there.
const char *cqpdf_version(void);

// The file that opens with `password` alone, and lets whoever opens it read, print, copy and have it read aloud.
//
// output: memory to be freed with free(), set only when the result is CQPDF_DONE.
// message: where to put libqpdf's words, `room` bytes with the final zero.
cqpdf_status cqpdf_encrypt(
    const uint8_t *input, size_t size, const char *password, uint8_t **output, size_t *output_size, char *message, size_t room);

#endif
