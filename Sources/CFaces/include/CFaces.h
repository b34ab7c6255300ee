/// The one FreeType call that Cairo makes for every glyph of a font that it embeds, faster.
///
/// libcairo 1.16 reads the tables of a face piece by piece with `FT_Load_Sfnt_Table`, four times a glyph, and FreeType looks for the
/// service behind that name by name each time. The definition of this target, being in the executable, is found first: of a face that
/// was opened from memory it reads the bytes where they are; every other face goes on to FreeType.
#ifndef SHOSHO_CFACES_H
#define SHOSHO_CFACES_H

#include <ft2build.h>
#include FT_FREETYPE_H

/// Whether a table was read here since the process began: the probe that the interposition works.
int cfaces_has_read(void);

/// `FT_Load_Sfnt_Table` for a face in memory. Returns FreeType's status (0, or that there is no such table), or -1 when FreeType must be
/// asked; then nothing is done.
int cfaces_read(FT_Face face, FT_ULong tag, FT_Long offset, FT_Byte *buffer, FT_ULong *length);

#endif
