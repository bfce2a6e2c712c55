/*
 * folder.h - a fresh folder for a test that writes files.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#include "test.h"

#define PATH_BYTES 512

static char folder[PATH_BYTES / 2];

/* PATH of NAME in the folder, in the caller's buffer. */
static inline const char *
in_folder(char out[PATH_BYTES], const char *name)
{
    snprintf(out, PATH_BYTES, "%s/%s", folder, name);
    return out;
}

static inline size_t
files_in_folder(void)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static inline int
make_folder(void **state)
{
    (void)state;
    const char *root = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/laufzettel-test-XXXXXX", root ? root : P_tmpdir);
    return mkdtemp(folder) ? 0 : -1;
}

static inline int
remove_folder(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            remove(in_folder(path, entry->d_name));
    if (dir)
        closedir(dir);
    return rmdir(folder);
}

#endif
