/*
 * peer.h - other people's programs beside ours, where PEERS is set (make bench-peers).
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stdbool.h>

#include "sheet.h"

/* Are the peers installed and wanted? */
bool peer_wanted(void);
/* The number COMMAND prints; negative when it prints none. */
double peer_figure(const char *command);
/* SHEET's texts, lines, boxes and QR codes with their places, as JSON in PATH. Lengths are
   thousandths of a millimetre or point. Icons are left out. */
bool peer_sheet(const struct sheet *sheet, const char *path);

#endif
