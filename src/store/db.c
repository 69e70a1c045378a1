#include "store/db.h"

#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

okr_status okr_db_fail(okr_db *db, okr_error *err)
{
    const int code = sqlite3_extended_errcode(db->handle);
    int system = sqlite3_system_errno(db->handle);

    /* What failed while SQLite undid a statement is remembered by the file alone. */
    if (system == 0 && (code & 0xff) == SQLITE_IOERR)
        (void)sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &system);

    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return okr_fail_nomem(err);
    case SQLITE_FULL:
        return okr_fail(err, OKR_ERR_IO, _("'%s': the disk is full"), db->path);
    case SQLITE_ERROR: /* a table or column that is not there */
        return okr_fail(err, OKR_ERR_FORMAT, "'%s': %s", db->path, sqlite3_errmsg(db->handle));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return okr_fail(err, OKR_ERR_FORMAT, _("'%s': the file is damaged or no GeoPackage"),
                        db->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return okr_fail(err, OKR_ERR_IO, _("'%s': another program is writing the file"),
                        db->path);
    default:
        if (system != 0)
            return okr_fail(err, OKR_ERR_IO, "'%s': %s", db->path, strerror(system));
        return okr_fail(err, OKR_ERR_IO, "'%s': %s", db->path, sqlite3_errmsg(db->handle));
    }
}

/* A path becomes a URI: the signs that mean something there are written as numbers. */
static void add_uri(okr_text *uri, const char *path)
{
    okr_text_add(uri, path[0] == '/' ? "file://" : "file:");
    for (const char *c = path; *c != '\0'; c++) {
        if (*c == '%' || *c == '?' || *c == '#')
            okr_text_addf(uri, "%%%02X", (unsigned)(unsigned char)*c);
        else
            okr_text_add_n(uri, c, 1);
    }
}

static okr_status open_uri(okr_db *db, const char *path, const char *query, int flags,
                           okr_error *err)
{
    okr_text uri = {0};
    okr_status status = OKR_OK;

    add_uri(&uri, path);
    okr_text_add(&uri, query);
    status = okr_text_check(&uri, err);
    /* A connection stays within one call and one thread, so it needs no locks. */
    flags |= SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    if (status == OKR_OK &&
        sqlite3_open_v2(okr_text_str(&uri), &db->handle, flags, NULL) != SQLITE_OK)
        status = db->handle == NULL ? okr_fail_nomem(err) : okr_db_fail(db, err);
    okr_text_done(&uri);
    return status;
}

/* Nobody sees the file before it is complete and flushed, so a journal would only cost. */
static okr_status prepare_writing(okr_db *db, okr_error *err)
{
    return okr_db_exec(db,
                       "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';"
                       "PRAGMA auto_vacuum = NONE; PRAGMA locking_mode = EXCLUSIVE;"
                       "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                       "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                       "PRAGMA foreign_keys = OFF;",
                       err);
}

okr_status okr_db_create(okr_db *db, const char *file, const char *shown, okr_error *err)
{
    okr_status status = OKR_OK;

    db->path = shown;
    status = open_uri(db, file, "", SQLITE_OPEN_READWRITE, err);
    if (status != OKR_OK)
        return status;
    return prepare_writing(db, err);
}

okr_status okr_db_create_in_memory(okr_db *db, okr_error *err)
{
    db->path = ":memory:";
    if (sqlite3_open_v2(db->path, &db->handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        return db->handle == NULL ? okr_fail_nomem(err) : okr_db_fail(db, err);
    return prepare_writing(db, err);
}

okr_status okr_db_bytes(okr_db *db, unsigned char **bytes, size_t *size, okr_error *err)
{
    sqlite3_int64 count = 0;
    unsigned char *taken = sqlite3_serialize(db->handle, "main", &count, 0);

    *bytes = taken == NULL ? NULL : malloc((size_t)count + 1);
    if (*bytes != NULL) {
        memcpy(*bytes, taken, (size_t)count);
        *size = (size_t)count;
    }
    sqlite3_free(taken);
    return *bytes == NULL ? okr_fail_nomem(err) : OKR_OK;
}

/* Byte 18 of the header of a database is 2 when it is in WAL mode. */
static okr_status read_mode(const char *path, bool *wal, okr_error *err)
{
    unsigned char head[20] = {0};
    FILE *file = fopen(path, "rb");
    size_t read = 0;

    if (file == NULL)
        return okr_fail(err, errno == ENOENT ? OKR_ERR_NOT_FOUND : OKR_ERR_IO, "'%s': %s", path,
                        strerror(errno));
    errno = 0;
    read = fread(head, 1, sizeof head, file);
    const int failed = errno;
    (void)fclose(file);
    if (read < sizeof head && failed != 0)
        return okr_fail(err, OKR_ERR_IO, "'%s': %s", path, strerror(failed));
    if (read < sizeof head || memcmp(head, "SQLite format 3", 16) != 0)
        return okr_fail(err, OKR_ERR_FORMAT, _("'%s': the file is no GeoPackage"), path);
    *wal = head[18] == 2;
    return OKR_OK;
}

/* Whether path + suffix is a file with something in it. */
static okr_status find_beside(const char *path, const char *suffix, bool *found, okr_error *err)
{
    okr_text name = {0};
    FILE *file = NULL;
    okr_status status = OKR_OK;

    okr_text_add(&name, path);
    okr_text_add(&name, suffix);
    status = okr_text_check(&name, err);
    if (status == OKR_OK)
        file = fopen(okr_text_str(&name), "rb");
    *found = *found || (file != NULL && fgetc(file) != EOF);
    if (file != NULL)
        (void)fclose(file);
    okr_text_done(&name);
    return status;
}

static okr_status find_writable(const char *path, bool *writable, okr_error *err)
{
    okr_text folder = {0};
    okr_status status = OKR_OK;

    okr_path_add_folder(&folder, path);
    status = okr_text_check(&folder, err);
    if (status == OKR_OK)
        *writable = access(okr_text_str(&folder), W_OK) == 0;
    okr_text_done(&folder);
    return status;
}

okr_status okr_db_open(okr_db *db, const char *path, okr_error *err)
{
    bool wal = false;
    bool changes = false;
    bool writable = false;
    bool still = false;
    okr_status status = read_mode(path, &wal, err);

    db->path = path;
    if (status == OKR_OK)
        status = find_beside(path, "-wal", &changes, err);
    if (status == OKR_OK && !wal)
        status = find_beside(path, "-journal", &changes, err);
    if (status == OKR_OK)
        status = find_writable(path, &writable, err);
    if (status != OKR_OK)
        return status;
    /* Opening a WAL file makes side files, and a journal cannot be rolled back read-only. */
    still = !changes && (wal || !writable);
    status = open_uri(db, path, still ? "?mode=ro&immutable=1" : "?mode=ro",
                      SQLITE_OPEN_READONLY, err);
    return status == OKR_OK ? okr_db_exec(db, "PRAGMA mmap_size = 1073741824", err) : status;
}

void okr_db_close(okr_db *db)
{
    /* close_v2 never fails; statements are finalized by their owners before. */
    (void)sqlite3_close_v2(db->handle);
    db->handle = NULL;
}

okr_status okr_db_exec(okr_db *db, const char *sql, okr_error *err)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? OKR_OK
                                                                        : okr_db_fail(db, err);
}

okr_status okr_db_prepare(okr_db *db, const char *sql, sqlite3_stmt **statement, okr_error *err)
{
    return sqlite3_prepare_v2(db->handle, sql, -1, statement, NULL) == SQLITE_OK
               ? OKR_OK
               : okr_db_fail(db, err);
}

okr_status okr_db_step(okr_db *db, sqlite3_stmt *statement, bool *row, okr_error *err)
{
    const int code = sqlite3_step(statement);

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return okr_db_fail(db, err);
    if (row != NULL)
        *row = code == SQLITE_ROW;
    else
        (void)sqlite3_reset(statement);
    return OKR_OK;
}

okr_status okr_db_number(okr_db *db, const char *sql, long long *number, okr_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    okr_status status = okr_db_prepare(db, sql, &statement, err);

    if (status == OKR_OK)
        status = okr_db_step(db, statement, &row, err);
    if (status == OKR_OK)
        *number = row ? sqlite3_column_int64(statement, 0) : 0;
    (void)sqlite3_finalize(statement);
    return status;
}
