#include "model/service.h"

static const okr_word of_words[] = {
    {"municipality", "муниципальное образование", "municipality"},
    {"agglomeration", "агломерация", "agglomeration"},
    {"total", "всего", "total"},
};

static const okr_word basis_words[] = {
    {"", "", ""},
    {"settlements", "по населённым пунктам", "by settlements"},
    {"raster", "по растру населения", "by a population raster"},
};

static const okr_word state_words[] = {
    {"", "", ""},
    {"no", "не обслужен", "not served"},
    {"possible", "возможно обслужен", "possibly served"},
    {"certain", "обслужен", "served"},
};

static const okr_word method_words[] = {
    {"geodesic_straight_line", "по прямой, геодезически (WGS 84)",
     "in a straight line, geodesic (WGS 84)"},
};

const okr_vocabulary okr_service_methods = {"service_method", method_words,
                                            OKR_SERVICE_METHOD_COUNT};
const okr_vocabulary okr_service_ofs = {"territory", of_words, OKR_SERVICE_OF_COUNT};
const okr_vocabulary okr_people_bases = {"population_basis", basis_words,
                                         OKR_PEOPLE_BASIS_COUNT};
const okr_vocabulary okr_served_states = {"served", state_words, OKR_SERVED_STATE_COUNT};
