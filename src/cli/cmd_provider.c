/*
 * cmd_provider.c - devices of providers: pair, list, name, roll, revoke.
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
    struct pairing_request request = {.provider = cli->word[0],
                                      .role = WHO_RECEPTION,
                                      .site = cli_option(cli, "site"),
                                      .name = cli_option(cli, "name")};

    if (role != NULL && str_equal(role, who_name(WHO_LEAD))) {
        request.role = WHO_LEAD;
    } else if (role != NULL && !str_equal(role, who_name(WHO_RECEPTION))) {
        return err_set(err, REASON_INVALID, "role",
                       "»%1« ist keine Rolle eines Geräts. Es gibt: reception, lead.", role);
    }
    return provider_types(cli_text(cli, "types"), &request.service_types, err) &&
           provider_pair(&cli->env, &request, cli_text(cli, "o"), &cli->doc, err);
}

bool
cmd_device_list(struct cli *cli, struct err *err)
{
    return provider_devices(&cli->env, cli_text(cli, "provider"), &cli->doc, err);
}

static bool
device_id(const struct cli *cli, int64_t *out, struct err *err)
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
    *out = id;
    return true;
}

bool
cmd_device_name(struct cli *cli, struct err *err)
{
    int64_t id;

    return device_id(cli, &id, err) &&
           provider_name_device(&cli->env, id, cli->word[1], &cli->doc, err);
}

bool
cmd_device_roll(struct cli *cli, struct err *err)
{
    int64_t id;

    return device_id(cli, &id, err) &&
           provider_roll(&cli->env, id, cli_text(cli, "o"), &cli->doc, err);
}

bool
cmd_device_revoke(struct cli *cli, struct err *err)
{
    int64_t id;

    return device_id(cli, &id, err) && provider_revoke(&cli->env, id, &cli->doc, err);
}
