/** @file
 * The municipalities of another day: a programme as if its territories were those of that date.
 */
#ifndef OKR_LINK_AS_OF_H
#define OKR_LINK_AS_OF_H

#include "model/programme.h"

/** Code of the finding of a municipality that is carried over. Its value is the old name,
 * OKR_CARRIED_TO and the names of the successors. */
#define OKR_CARRIED "municipality_carried"
#define OKR_CARRIED_TO " → "

/**
 * Keep the municipalities that exist on the last day of a date, and carry what is known of the
 * others to them: population, official area, polygon, settlements, memberships, and the places
 * that locations name. Where something goes is told by municipal_changes (portion), else by the
 * column `successor`.
 *
 * - A successor that existed before the change adds population and official area to its own;
 * one that begins with it takes them only if it states none. What is not known makes the sum
 *   unknown.
 * - Polygons of what went over whole are united with the successor's own; a part of a polygon
 *   goes nowhere.
 * - A successor is a member of an agglomeration if all that it is made of were.
 * - A location in a municipality that was divided stands in each successor, by the portions if
 *   they are known and it is the measure's only one, else without a split; a geometry or a
 *   settlement decides where there is one.
 * - One that became another which is not listed keeps its row and takes the new code.
 * - One that does not exist yet goes to what it came from; if that is not listed it stays.
 *
 * Each municipality that is carried is the warning "municipality_carried"; one that stays
 * although it does not exist on the date is "municipality_kept". Sets programme->as_of.
 *
 * @param programme  connected, not linked; connected anew on return
 * @return OKR_ERR_GEOMETRY when polygons cannot be united, OKR_ERR_NOMEM
 * Cost: O(municipalities * changes + locations + settlements), and the unions.
 */
OKR_MUST_CHECK okr_status okr_as_of(okr_programme *programme, okr_date date, okr_error *err);

#endif
