#include "qgis/qgis.h"

#include "store/xml.h"

#include <string.h>

const char *okr_qgis_say(const okr_qgis *q, okr_titles words)
{
    return q->russian || words.en[0] == '\0' ? words.ru : words.en;
}

void okr_qgis_crs(okr_qgis *q, const char *crs)
{
    const bool registered = strncmp(crs, "EPSG:", 5) == 0;

    /* QGIS looks at the code of an authority only beside a number of its own, whatever it is.
     */
    okr_text_add(&q->xml, registered ? "<spatialrefsys><srsid>1</srsid>" : "<spatialrefsys>");
    if (!registered)
        okr_xml_element(&q->xml, "proj4", crs);
    okr_xml_element(&q->xml, "authid", registered ? crs : "");
    okr_xml_element(&q->xml, "geographicflag",
                    strcmp(crs, "EPSG:4326") == 0 ? "true" : "false");
    okr_text_add(&q->xml, "</spatialrefsys>");
}
