/*
 * main.c - the composition root: what the process needs once, then the command line.
 */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "cli.h"

int
main(int argc, char **argv)
{
    /* Days are days in Germany, wherever the machine stands. */
    if (setenv("TZ", "Europe/Berlin", 1) != 0) {
        return EXIT_FAILURE;
    }
    tzset();
    (void)setlocale(LC_ALL, "C.UTF-8");
    (void)signal(SIGPIPE, SIG_IGN);
    (void)umask(077);
    return cli_run(argc, argv);
}
