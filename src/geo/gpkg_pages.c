/* See the header. Source of all numbers of bytes: SQLite's "Database File Format". */
#include "geo/gpkg_pages.h"

#include <sqlite3.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_HEADER = 100,
    INTERIOR = 5, /* kinds of pages of a table */
    LEAF = 13,
    INTERIOR_HEADER = 12,
    LEAF_HEADER = 8,
    DEEPEST = 16,   /* pages from the root to a leaf at most */
    RUN_PAGES = 32, /* leaves that follow each other in the file are read together */
    MOST_WANTED = 100,
    MOST_COLUMNS = 2000, /* SQLite's own limit */
    NOT_WANTED = -1
};

struct okr_pages {
    sqlite3 *db;        /* borrowed, in a transaction */
    sqlite3_file *file; /* borrowed from db */
    size_t size;        /* of a page */
    size_t usable;      /* of its bytes */
    uint64_t count;     /* pages of the file */
    uint32_t root;
    int16_t *slots; /* owned: by column of the record, which of the wanted values it is */
    size_t columns; /* of a record, up to the last that is wanted */
    unsigned char *levels[DEEPEST]; /* owned: the pages on the way down */
    unsigned char *run;             /* owned: RUN_PAGES leaves */
    okr_vec payload;                /* unsigned char: a row that is strewn over pages */
};

/* A walk. */
typedef struct walk {
    okr_pages *pages;
    long long first, last;
    okr_row_fn *take;
    void *user;
    long long met; /* the key met last: they ascend, or pages refer to each other in a circle */
    bool begun;
    bool passed; /* a key behind the last was met */
} walk;

static uint32_t get16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t get32(const unsigned char *at)
{
    return get16(at) << 16 | get16(at + 2);
}

/* Seven bits a byte, high ones first; of a ninth byte all eight. *at is put behind it. */
static bool get_varint(const unsigned char **at, const unsigned char *end, uint64_t *out)
{
    uint64_t value = 0;

    for (int i = 0; i < 9 && *at < end; i++) {
        unsigned char byte = *(*at)++;
        value = i < 8 ? value << 7 | (byte & 0x7F) : value << 8 | byte;
        if (i == 8 || byte < 0x80) {
            *out = value;
            return true;
        }
    }
    return false;
}

static bool read_pages(const okr_pages *pages, uint32_t number, size_t n, unsigned char *out)
{
    if (number == 0 || number + (uint64_t)n - 1 > pages->count)
        return false;
    return pages->file->pMethods->xRead(pages->file, out, (int)(n * pages->size),
                                        (sqlite3_int64)(number - 1) *
                                            (sqlite3_int64)pages->size) == SQLITE_OK;
}

/* The header of a page behind that of the file, which the first page begins with. */
static const unsigned char *header_of(uint32_t number, const unsigned char *page)
{
    return number == 1 ? page + FILE_HEADER : page;
}

static long long get_signed(const unsigned char *at, size_t size)
{
    uint64_t value = at[0] >= 0x80 ? UINT64_MAX : 0;

    for (size_t i = 0; i < size; i++)
        value = value << 8 | at[i];
    return (long long)value;
}

static bool get_value(uint64_t type, const unsigned char *at, size_t size, okr_value *out)
{
    enum { REAL = 7, ZERO = 8, ONE = 9, BLOB = 12 };

    *out = (okr_value){.bytes = at, .size = size};
    if (type >= BLOB) {
        out->type = type % 2 == 0 ? OKR_VALUE_BLOB : OKR_VALUE_TEXT;
    } else if (type == REAL) {
        uint64_t bits = (uint64_t)get_signed(at, size);
        memcpy(&out->real, &bits, sizeof bits);
        out->type = OKR_VALUE_REAL;
    } else if (type > 0) {
        out->whole = type < REAL ? get_signed(at, size) : type == ONE;
        out->real = (double)out->whole;
        out->type = OKR_VALUE_INTEGER;
    }
    return type <= ONE || type >= BLOB;
}

static uint64_t size_of(uint64_t type)
{
    static const unsigned char sizes[12] = {0, 1, 2, 3, 4, 6, 8, 8};

    return type < 12 ? sizes[type] : (type - 12) / 2;
}

/* The wanted values of a record: its header has the types, the values follow it. */
static bool take_record(const walk *w, long long id, const unsigned char *record, size_t size)
{
    okr_value values[MOST_WANTED];
    const okr_pages *pages = w->pages;
    const unsigned char *end = record + size;
    const unsigned char *at = record;
    const unsigned char *data = NULL;
    uint64_t header = 0;

    if (!get_varint(&at, end, &header) || header > size)
        return false;
    data = record + header;
    for (size_t i = 0; i < pages->columns; i++) {
        uint64_t type = 0;
        uint64_t n = 0;
        /* A row may be older than a column: its value is then the default. */
        if (!get_varint(&at, record + header, &type))
            return false;
        n = size_of(type);
        if (n > (uint64_t)(end - data) ||
            (pages->slots[i] != NOT_WANTED &&
             !get_value(type, data, (size_t)n, &values[pages->slots[i]])))
            return false;
        data += n;
    }
    return w->take(w->user, id, values);
}

/* So many bytes of a row of `size` stand in its leaf; the rest is on pages of its own. */
static size_t local_size(const okr_pages *pages, size_t size)
{
    size_t most = pages->usable - 35;
    size_t least = (pages->usable - 12) * 32 / 255 - 23;
    size_t local = least + (size - least) % (pages->usable - 4);

    if (size <= most)
        return size;
    return local <= most ? local : least;
}

/* Put a row together whose first `local` bytes are at `at`, followed by the number of the page
 * with more; each such page begins with the number of the next. */
static bool collect(okr_pages *pages, const unsigned char *at, size_t local, size_t size)
{
    unsigned char *to = NULL;
    uint32_t next = get32(at + local);
    size_t got = local;

    if (okr_vec_reserve(&pages->payload, size + pages->size, NULL) != OKR_OK)
        return false;
    to = pages->payload.data;
    memcpy(to, at, local);
    while (got < size) {
        unsigned char kept[4];
        /* The page is read where its bytes are wanted, so that they need not be moved: what it
         * begins with falls on the last bytes got, and those are put back. */
        memcpy(kept, to + got - 4, sizeof kept);
        if (!read_pages(pages, next, 1, to + got - 4))
            return false;
        next = get32(to + got - 4);
        memcpy(to + got - 4, kept, sizeof kept);
        got += okr_least(size - got, pages->usable - 4);
    }
    return true;
}

/* One row of a leaf. */
static bool take_cell(walk *w, const unsigned char *at, const unsigned char *end)
{
    okr_pages *pages = w->pages;
    uint64_t size = 0;
    uint64_t key = 0;
    long long id = 0;
    size_t local = 0;

    if (!get_varint(&at, end, &size) || !get_varint(&at, end, &key) || size > INT32_MAX ||
        size / pages->size > pages->count)
        return false;
    id = (long long)key;
    if (w->begun && id <= w->met)
        return false;
    w->begun = true;
    w->met = id;
    w->passed = id > w->last;
    if (id < w->first || w->passed)
        return true;
    local = local_size(pages, (size_t)size);
    if (local > (size_t)(end - at))
        return false;
    if (local == size)
        return take_record(w, id, at, (size_t)size);
    return (size_t)(end - at) >= local + 4 && local >= 4 &&
           collect(pages, at, local, (size_t)size) &&
           take_record(w, id, pages->payload.data, (size_t)size);
}

/* Only a root has no rows. */
static bool take_leaf(walk *w, uint32_t number, const unsigned char *page)
{
    const unsigned char *header = header_of(number, page);
    const unsigned char *end = page + w->pages->usable;
    size_t n = get16(header + 3);

    if (header[0] != LEAF || header + LEAF_HEADER + 2 * n > end ||
        (n == 0 && number != w->pages->root))
        return false;
    for (size_t i = 0; i < n && !w->passed; i++) {
        size_t at = get16(header + LEAF_HEADER + 2 * i);
        if (at >= w->pages->usable || !take_cell(w, page + at, end))
            return false;
    }
    return true;
}

/* A page between the root and the leaves: child i holds keys up to key i, the last all above.
 */
typedef struct interior {
    const unsigned char *page, *header, *end;
    size_t children;
} interior;

static bool child_of(const interior *in, size_t i, uint32_t *number, long long *key)
{
    const unsigned char *at = NULL;
    uint64_t value = INT64_MAX;
    size_t place = 0;

    if (i + 1 == in->children) {
        *number = get32(in->header + 8);
        *key = INT64_MAX;
        return true;
    }
    place = get16(in->header + INTERIOR_HEADER + 2 * i);
    at = in->page + place;
    if (at + 4 >= in->end)
        return false;
    *number = get32(at);
    at += 4;
    if (!get_varint(&at, in->end, &value))
        return false;
    *key = (long long)value;
    return true;
}

/* The first child that may hold keys from the walk's first on. */
static bool find_child(const walk *w, const interior *in, size_t *out)
{
    size_t low = 0;
    size_t high = in->children - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t number = 0;
        long long key = 0;
        if (!child_of(in, middle, &number, &key))
            return false;
        if (key < w->first)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return true;
}

/* Children that follow each other in the file. */
typedef struct run {
    uint32_t number; /* of the first */
    size_t count;
    long long key; /* of the last */
} run;

static bool find_run(const walk *w, const interior *in, size_t i, run *out)
{
    run r = {.count = 1};

    if (!child_of(in, i, &r.number, &r.key))
        return false;
    while (r.count < RUN_PAGES && i + r.count < in->children && r.key < w->last) {
        uint32_t number = 0;
        long long key = 0;
        if (!child_of(in, i + r.count, &number, &key))
            return false;
        if (number != r.number + r.count)
            break;
        r.key = key;
        r.count++;
    }
    *out = r;
    return true;
}

static bool take_leaves(walk *w, const interior *in, size_t from)
{
    const okr_pages *pages = w->pages;
    run r = {.count = 0};

    for (size_t i = from; i < in->children && !w->passed; i += r.count) {
        if (!find_run(w, in, i, &r) || !read_pages(pages, r.number, r.count, pages->run))
            return false;
        for (size_t k = 0; k < r.count && !w->passed; k++)
            if (!take_leaf(w, r.number + (uint32_t)k, pages->run + k * pages->size))
                return false;
        w->passed = w->passed || (r.key >= w->last && i + r.count < in->children);
    }
    return true;
}

static bool take_page(walk *w, uint32_t number, int depth);

static bool take_children(walk *w, const interior *in, size_t from, int depth)
{
    for (size_t i = from; i < in->children && !w->passed; i++) {
        uint32_t number = 0;
        long long key = 0;
        if (!child_of(in, i, &number, &key) || !take_page(w, number, depth))
            return false;
        w->passed = w->passed || (key >= w->last && i + 1 < in->children);
    }
    return true;
}

/* A page and all below it. All leaves are equally deep: the first child tells of its fellows.
 */
static bool take_page(walk *w, uint32_t number, int depth)
{
    okr_pages *pages = w->pages;
    unsigned char *page = depth < DEEPEST ? pages->levels[depth] : NULL;
    interior in = {.page = page};
    uint32_t child = 0;
    long long key = 0;
    size_t from = 0;

    if (page == NULL || !read_pages(pages, number, 1, page))
        return false;
    in.header = header_of(number, page);
    in.end = page + pages->usable;
    in.children = get16(in.header + 3) + (size_t)1;
    if (in.header[0] == LEAF)
        return take_leaf(w, number, page);
    if (in.header[0] != INTERIOR ||
        in.header + INTERIOR_HEADER + 2 * (in.children - 1) > in.end ||
        !find_child(w, &in, &from) || !child_of(&in, from, &child, &key) ||
        !read_pages(pages, child, 1, pages->run))
        return false;
    return header_of(child, pages->run)[0] == LEAF ? take_leaves(w, &in, from)
                                                   : take_children(w, &in, from, depth + 1);
}

bool okr_pages_walk(okr_pages *pages, const long long range[2], okr_row_fn *take, void *user)
{
    walk w = {.pages = pages, .first = range[0], .last = range[1], .take = take, .user = user};

    return take_page(&w, pages->root, 0);
}

/* What the file says of itself; the lock is held already. */
static bool read_header(okr_pages *pages)
{
    enum { PAGE_SIZE = 16, WRITE_VERSION = 18, READ_VERSION, RESERVED, ENCODING = 56 };
    enum { PLAIN = 1, UTF8 = 1, SMALLEST = 512, LARGEST = 65536 };
    unsigned char h[FILE_HEADER];
    sqlite3_int64 bytes = 0;

    if (pages->file->pMethods->xRead(pages->file, h, sizeof h, 0) != SQLITE_OK ||
        pages->file->pMethods->xFileSize(pages->file, &bytes) != SQLITE_OK ||
        h[WRITE_VERSION] != PLAIN || h[READ_VERSION] != PLAIN || get32(h + ENCODING) != UTF8)
        return false;
    pages->size = get16(h + PAGE_SIZE) == 1 ? LARGEST : get16(h + PAGE_SIZE);
    pages->usable = pages->size - h[RESERVED];
    if (pages->size < SMALLEST || pages->usable < SMALLEST - 32)
        return false;
    pages->count = (uint64_t)bytes / pages->size;
    return true;
}

static bool find_root(okr_pages *pages, const char *layer)
{
    sqlite3_stmt *row = NULL;

    if (sqlite3_prepare_v2(pages->db,
                           "SELECT rootpage FROM sqlite_master WHERE type = 'table'"
                           " AND name = ?1",
                           -1, &row, NULL) == SQLITE_OK &&
        sqlite3_bind_text(row, 1, layer, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        pages->root = (uint32_t)sqlite3_column_int64(row, 0);
    (void)sqlite3_finalize(row);
    return pages->root > 0;
}

/* The slot of a column of the record; the last of equal names counts for none. */
static int16_t slot_of(const char *name, const char *const *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, wanted[i]) == 0)
            return (int16_t)i;
    return NOT_WANTED;
}

/* Columns stand in a record as the table declares them. */
static bool find_slots(okr_pages *pages, const char *layer, const char *const *wanted,
                       size_t count)
{
    sqlite3_stmt *row = NULL;
    size_t found = 0;
    size_t column = 0;

    pages->slots = calloc(MOST_COLUMNS, sizeof *pages->slots);
    if (pages->slots == NULL ||
        sqlite3_prepare_v2(pages->db, "SELECT name FROM pragma_table_xinfo(?1) ORDER BY cid",
                           -1, &row, NULL) != SQLITE_OK ||
        sqlite3_bind_text(row, 1, layer, -1, SQLITE_STATIC) != SQLITE_OK)
        count = 0;
    for (; found < count && column < MOST_COLUMNS && sqlite3_step(row) == SQLITE_ROW;
         column++) {
        const char *name = (const char *)sqlite3_column_text(row, 0);
        pages->slots[column] = slot_of(name == NULL ? "" : name, wanted, count);
        found += pages->slots[column] != NOT_WANTED;
    }
    pages->columns = column;
    (void)sqlite3_finalize(row);
    return count > 0 && found == count;
}

static bool make_room(okr_pages *pages)
{
    for (int i = 0; i < DEEPEST; i++)
        if ((pages->levels[i] = malloc(pages->size)) == NULL)
            return false;
    pages->run = malloc(RUN_PAGES * pages->size);
    return pages->run != NULL;
}

/* A transaction holds its lock from its first look at the file on. */
static bool lock(okr_pages *pages)
{
    return sqlite3_exec(pages->db, "BEGIN; SELECT 1 FROM sqlite_master LIMIT 1", NULL, NULL,
                        NULL) == SQLITE_OK &&
           sqlite3_file_control(pages->db, "main", SQLITE_FCNTL_FILE_POINTER, &pages->file) ==
               SQLITE_OK &&
           pages->file != NULL && pages->file->pMethods != NULL;
}

okr_pages *okr_pages_open(const okr_gpkg_table *table, struct sqlite3 *db,
                          const char *const *wanted, size_t count)
{
    okr_pages *pages = count > MOST_WANTED ? NULL : calloc(1, sizeof *pages);

    if (pages == NULL)
        return NULL;
    pages->db = db;
    pages->payload = OKR_VEC(unsigned char);
    if (lock(pages) && read_header(pages) && find_root(pages, table->layer) &&
        find_slots(pages, table->layer, wanted, count) && make_room(pages))
        return pages;
    okr_pages_close(pages);
    return NULL;
}

void okr_pages_close(okr_pages *pages)
{
    if (pages == NULL)
        return;
    (void)sqlite3_exec(pages->db, "ROLLBACK", NULL, NULL, NULL);
    for (int i = 0; i < DEEPEST; i++)
        free(pages->levels[i]);
    free(pages->run);
    free(pages->slots);
    okr_vec_done(&pages->payload);
    free(pages);
}
