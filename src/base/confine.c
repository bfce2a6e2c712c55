/*
 * confine.c - limits of the kernel (memory, time, files) and a list of the system calls left.
 */
#include "confine.h"

#include <errno.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MEMORY_MAX ((rlim_t)384 << 20) /* a progressive JPEG of 16 megapixels needs 200 MB */
#define CPU_SECONDS 2
#define WALL_SECONDS 10

static bool
limit_resources(void)
{
    static const struct {
        __rlimit_resource_t what;
        rlim_t most;
    } limits[] = {
        {RLIMIT_AS, MEMORY_MAX}, {RLIMIT_CPU, CPU_SECONDS}, {RLIMIT_CORE, 0},
        {RLIMIT_FSIZE, 0},       {RLIMIT_NPROC, 0},         {RLIMIT_NOFILE, 0},
    };

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit both = {limits[i].most, limits[i].most};

        if (setrlimit(limits[i].what, &both) != 0) {
            return false;
        }
    }
    alarm(WALL_SECONDS);
    return prctl(PR_SET_DUMPABLE, 0) == 0;
}

/* What the decoders need: memory, their socket, how much memory there is (qsort), the end. */
static bool
allow_little(scmp_filter_ctx filter)
{
    static const int allowed[] = {
        SCMP_SYS(read),   SCMP_SYS(write),   SCMP_SYS(brk),  SCMP_SYS(mmap),
        SCMP_SYS(munmap), SCMP_SYS(mremap),  SCMP_SYS(madvise),
        SCMP_SYS(futex),  SCMP_SYS(sysinfo), SCMP_SYS(exit), SCMP_SYS(exit_group),
    };

    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0) {
            return false;
        }
    }
    /* The decoder of QR codes asks for character sets, which are files; it does without. */
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0) == 0;
}

bool
confine(void)
{
    scmp_filter_ctx filter;
    bool done;

    if (!limit_resources()) {
        return false;
    }
    filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL) {
        return false;
    }
    done = allow_little(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}
