/** @file
 * Attributes behind macros, so that the headers stay C17.
 */
#ifndef OKRUG_VISIBILITY_H
#define OKRUG_VISIBILITY_H

#if defined(__GNUC__)
#define OKR_API __attribute__((visibility("default")))
#define OKR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define OKR_MUST_CHECK __attribute__((warn_unused_result))
#else
#define OKR_API
#define OKR_PRINTF(fmt, args)
#define OKR_MUST_CHECK
#endif

#endif
