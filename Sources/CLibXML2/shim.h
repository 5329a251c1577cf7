// Debian's libxml2 headers pull in ICU's, which clash with Foundation's own copy in debug builds.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
