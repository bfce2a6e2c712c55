/*
 * cmd_provider.c - devices of providers: pair, list, revoke.
 */
#include <errno.h>
#include <stdlib.h>

#include "command.h"
#include "provider.h"
#include "str.h"

bool
cmd_provider_pair(struct cli *cli, struct err *err)
{
    const char *role = cli_option(cli, "role");
    enum who who = WHO_RECEPTION;

    if (role != NULL && str_equal(role, who_name(WHO_LEAD))) {
        who = WHO_LEAD;
    } else if (role != NULL && !str_equal(role, who_name(WHO_RECEPTION))) {
        return err_set(err, REASON_INVALID, "role",
                       "»%1« ist keine Rolle eines Geräts. Es gibt: reception, lead.", role);
    }
    return provider_pair(&cli->env, cli->word[0], who, cli_text(cli, "o"), &cli->doc, err);
}

bool
cmd_device_list(struct cli *cli, struct err *err)
{
    return provider_devices(&cli->env, cli_text(cli, "provider"), &cli->doc, err);
}

bool
cmd_device_revoke(struct cli *cli, struct err *err)
{
    char *end;
    long long id;

    errno = 0;
    id = strtoll(cli->word[0], &end, 10);
    if (errno != 0 || *end != '\0' || id <= 0) {
        return err_set(err, REASON_INVALID, "device",
                       "»%1« ist keine Gerätenummer. Die Nummern zeigt: device list",
                       cli->word[0]);
    }
    return provider_revoke(&cli->env, id, &cli->doc, err);
}
