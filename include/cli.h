/*
 * cli.h - the command line as a whole.
 */
#ifndef CLI_H
#define CLI_H

/* Run `laufzettel ARGV...`; answers on stdout, one line of error on stderr. Exit status. */
int cli_run(int argc, char **argv);

#endif
