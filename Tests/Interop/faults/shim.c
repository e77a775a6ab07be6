// A disk that fails, lies or loses its power, and a system without randomness: loaded before libc, for one process.
//
// Of the files in FAULT_FOLDER the folder FAULT_SHADOW has what a power cut would leave, by the numbers of their inodes: a write is in
// it once a sync of its file has succeeded, a name once one of the folder has. A sync that fails leaves out what was written before it for
// ever, as Linux does: the pages count as clean.
// Files in FAULT_SWITCHES turn faults on: fsync-fails, fsync-lies, random-fails, random-short. Each fault adds a byte to a file of
// its name and "-seen".
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define SECTOR 512
#define SECTORS (1 << 18)
#define FILES 32

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    dev_t device;
    ino_t number;
    unsigned char *dirty;
} files[FILES];
static int count;

#define NEXT(name) ({ static __typeof__(&name) next; if (!next) next = dlsym(RTLD_NEXT, #name); next; })

static int is_on(const char *fault) {
    const char *folder = getenv("FAULT_SWITCHES");
    char path[4096];
    if (!folder) return 0;
    int saved = errno;
    snprintf(path, sizeof path, "%s/%s", folder, fault);
    int on = access(path, F_OK) == 0;
    if (on) {
        snprintf(path, sizeof path, "%s/%s-seen", folder, fault);
        int seen = NEXT(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (seen >= 0) {
            (void)!NEXT(write)(seen, "x", 1);
            close(seen);
        }
    }
    errno = saved;
    return on;
}

// The watched file behind a descriptor, or -1. Under the lock.
static int watched(int descriptor) {
    const char *folder = getenv("FAULT_FOLDER");
    struct stat status;
    char link[64], path[4096];
    if (!folder || !getenv("FAULT_SHADOW") || fstat(descriptor, &status) || !S_ISREG(status.st_mode)) return -1;
    for (int i = 0; i < count; i++)
        if (files[i].device == status.st_dev && files[i].number == status.st_ino) return i;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    size_t prefix = strlen(folder);
    if (length <= (ssize_t)prefix || count == FILES) return -1;
    path[length] = 0;
    if (strncmp(path, folder, prefix) || path[prefix] != '/') return -1;
    files[count].device = status.st_dev;
    files[count].number = status.st_ino;
    files[count].dirty = calloc(SECTORS, 1);
    return count++;
}

static void note_write(int descriptor, off_t offset, ssize_t length) {
    if (length <= 0) return;
    int saved = errno;
    pthread_mutex_lock(&lock);
    int file = watched(descriptor);
    if (file >= 0)
        for (off_t s = offset / SECTOR; s <= (offset + length - 1) / SECTOR && s < SECTORS; s++) files[file].dirty[s] = 1;
    pthread_mutex_unlock(&lock);
    errno = saved;
}

// The names that the folder has now are on the disk, if it is the folder that was synced.
static void settle_names(int descriptor) {
    const char *folder = getenv("FAULT_FOLDER"), *shadow = getenv("FAULT_SHADOW");
    struct stat status, watched_folder;
    char path[4096], next[4096];
    if (!folder || !shadow || fstat(descriptor, &status) || !S_ISDIR(status.st_mode) || stat(folder, &watched_folder)
        || status.st_ino != watched_folder.st_ino || status.st_dev != watched_folder.st_dev) return;
    snprintf(path, sizeof path, "%s/names", shadow);
    snprintf(next, sizeof next, "%s/names.%d", shadow, (int)gettid());
    FILE *names = NEXT(fopen)(next, "we");
    DIR *entries = opendir(folder);
    if (names && entries)
        for (struct dirent *entry; (entry = readdir(entries));)
            if (entry->d_type == DT_REG) fprintf(names, "%llu %s\n", (unsigned long long)entry->d_ino, entry->d_name);
    if (entries) closedir(entries);
    if (names && !fclose(names)) rename(next, path);
}

// What was written since the last sync is on the disk now, or will never be.
static void settle(int descriptor, int is_durable) {
    int saved = errno;
    pthread_mutex_lock(&lock);
    if (is_durable) settle_names(descriptor);
    int file = watched(descriptor);
    if (file >= 0) {
        char path[4096], sector[SECTOR];
        struct stat status;
        snprintf(path, sizeof path, "%s/%llu", getenv("FAULT_SHADOW"), (unsigned long long)files[file].number);
        // The descriptor may be for writing alone.
        char self[64];
        snprintf(self, sizeof self, "/proc/self/fd/%d", descriptor);
        int content = NEXT(open)(self, O_RDONLY | O_CLOEXEC);
        int shadow = is_durable ? NEXT(open)(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
        for (off_t s = 0; s < SECTORS; s++) {
            if (!files[file].dirty[s]) continue;
            if (shadow >= 0) {
                ssize_t got = pread(content, sector, SECTOR, s * SECTOR);
                if (got > 0) (void)!NEXT(pwrite)(shadow, sector, got, s * SECTOR);
            }
            files[file].dirty[s] = 0;
        }
        if (shadow >= 0) {
            if (!fstat(descriptor, &status)) (void)!NEXT(ftruncate)(shadow, status.st_size);
            close(shadow);
        }
        if (content >= 0) close(content);
    }
    pthread_mutex_unlock(&lock);
    errno = saved;
}

static int sync_file(int descriptor, int (*real)(int)) {
    if (is_on("fsync-lies")) return 0;
    if (is_on("fsync-fails")) {
        settle(descriptor, 0);
        errno = EIO;
        return -1;
    }
    int result = real(descriptor);
    if (!result) settle(descriptor, 1);
    return result;
}

int fsync(int descriptor) { return sync_file(descriptor, NEXT(fsync)); }
int fdatasync(int descriptor) { return sync_file(descriptor, NEXT(fdatasync)); }

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    ssize_t result = NEXT(pwrite)(descriptor, bytes, length, offset);
    note_write(descriptor, offset, result);
    return result;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
    ssize_t result = NEXT(pwrite64)(descriptor, bytes, length, offset);
    note_write(descriptor, offset, result);
    return result;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    off_t offset = lseek(descriptor, 0, SEEK_CUR);
    ssize_t result = NEXT(write)(descriptor, bytes, length);
    if (offset >= 0) note_write(descriptor, offset, result);
    return result;
}

static ssize_t random_bytes(void *bytes, size_t length, unsigned flags) {
    if (is_on("random-fails")) {
        errno = EIO;
        return -1;
    }
    if (length > 1 && is_on("random-short")) length = 1;
    return NEXT(syscall)(SYS_getrandom, bytes, length, flags);
}

ssize_t getrandom(void *bytes, size_t length, unsigned flags) { return random_bytes(bytes, length, flags); }

int getentropy(void *bytes, size_t length) {
    if (is_on("random-fails")) {
        errno = EIO;
        return -1;
    }
    return NEXT(getentropy)(bytes, length);
}

long syscall(long number, ...) {
    long a[6];
    va_list list;
    va_start(list, number);
    for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
    va_end(list);
    if (number == SYS_getrandom) return random_bytes((void *)a[0], (size_t)a[1], (unsigned)a[2]);
    return NEXT(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static int is_refused(const char *path) {
    int is_random = path && (!strcmp(path, "/dev/urandom") || !strcmp(path, "/dev/random"));
    if (!is_random || !is_on("random-fails")) return 0;
    errno = EIO;
    return 1;
}

#define MODE(flags, last) ({ mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { \
    va_list list; va_start(list, last); mode = va_arg(list, mode_t); va_end(list); } mode; })

int open(const char *path, int flags, ...) {
    return is_refused(path) ? -1 : NEXT(open)(path, flags, MODE(flags, flags));
}

int open64(const char *path, int flags, ...) {
    return is_refused(path) ? -1 : NEXT(open64)(path, flags, MODE(flags, flags));
}

int openat(int folder, const char *path, int flags, ...) {
    return is_refused(path) ? -1 : NEXT(openat)(folder, path, flags, MODE(flags, flags));
}

FILE *fopen(const char *path, const char *mode) { return is_refused(path) ? NULL : NEXT(fopen)(path, mode); }
FILE *fopen64(const char *path, const char *mode) { return is_refused(path) ? NULL : NEXT(fopen64)(path, mode); }
