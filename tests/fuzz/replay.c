/*
 * Feeds every file of a folder to a fuzz target once: the corpus as a regression test, without
 * libFuzzer.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_BYTES = 1 << 20 };

static uint8_t buffer[MOST_BYTES];

/* A block of exactly `size` bytes, so that the sanitizer sees a read past the end. */
static int replay_bytes(size_t size)
{
    uint8_t *data = malloc(size + (size == 0));
    int result = -1;

    if (data == NULL)
        return -1;
    memcpy(data, buffer, size);
    result = LLVMFuzzerTestOneInput(data, size);
    free(data);
    return result;
}

static int replay_file(const char *folder, const char *name)
{
    char path[4096];
    FILE *file = NULL;
    size_t size = 0;

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return -1;
    file = fopen(path, "rb");
    if (file == NULL)
        return -1;
    size = fread(buffer, 1, MOST_BYTES, file);
    (void)fclose(file);
    printf("%s: %zu bytes\n", name, size);
    (void)fflush(stdout); /* so that the input that crashes is the last one named */
    return replay_bytes(size);
}

static int replay_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;
    int files = 0;

    if (folder == NULL)
        return -1;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.' && replay_file(path, entry->d_name) == 0)
            files++;
    }
    (void)closedir(folder);
    return files;
}

int main(int argc, char **argv)
{
    if (argc == 2 && replay_folder(argv[1]) > 0)
        return EXIT_SUCCESS;
    (void)fprintf(stderr, "usage: fuzz-NAME FOLDER, with at least one file in it\n");
    return EXIT_FAILURE;
}
