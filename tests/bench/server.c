/*
 * server.c - start the program, read its port, stop it.
 */
#include "server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

/* The first line says the port: laufzettel: http://127.0.0.1:PORT (public_url ...). */
static unsigned
read_port(int from)
{
    char line[256];
    ssize_t len = read(from, line, sizeof line - 1);
    const char *colon;

    if (len <= 0) {
        return 0;
    }
    line[len] = '\0';
    colon = strstr(line, "127.0.0.1:");
    return colon == NULL ? 0 : (unsigned)strtoul(colon + 10, NULL, 10);
}

static void
become_server(char *const argv[], const char *log, int told)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (dup2(told, STDOUT_FILENO) >= 0 && freopen(log, "w", stderr) != NULL) {
        execvp(argv[0], argv);
    }
    _exit(EXIT_FAILURE);
}

bool
server_start(struct server *server, const char *dir)
{
    char *program = getenv("LZ");
    char ours[] = "build/laufzettel", where[] = "-C", serve[] = "serve", listen[] = "--listen",
         address[] = "127.0.0.1:0", office[96], log[112];
    char *const argv[] = {program == NULL ? ours : program, where,   office, serve,
                          listen,                           address, NULL};

    snprintf(office, sizeof office, "%s", dir);
    snprintf(log, sizeof log, "%s/serve.log", dir);
    return server_run(server, argv, log);
}

bool
server_run(struct server *server, char *const argv[], const char *log)
{
    double start = bench_now_s();
    int told[2];

    *server = (struct server){0};
    if (pipe(told) != 0) {
        return false;
    }
    server->process = fork();
    if (server->process == 0) {
        become_server(argv, log, told[1]);
    }
    close(told[1]);
    server->port = read_port(told[0]);
    server->start_ms = (bench_now_s() - start) * 1000;
    close(told[0]);
    return server->port != 0;
}

double
server_memory(const struct server *server)
{
    char path[64], line[256];
    double mib = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)server->process);
    file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "VmRSS:", 6) == 0) {
            mib = strtod(line + 6, NULL) / 1024;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return mib;
}

void
server_stop(struct server *server)
{
    if (server->process > 0) {
        kill(server->process, SIGTERM);
        waitpid(server->process, NULL, 0);
        server->process = 0;
    }
}
