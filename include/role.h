/*
 * role.h - sets of roles, named once for all faces of the program: routes and commands say who may
 * with these.
 */
#ifndef ROLE_H
#define ROLE_H

#include "store_people.h"

#define ROLE_BIT(role) (1u << (role))

#define ROLES_NOBODY 0u
#define ROLES_ADMIN ROLE_BIT(ROLE_ADMIN)
#define ROLES_AUDIT ROLE_BIT(ROLE_AUDITOR)
#define ROLES_LEAD ROLE_BIT(ROLE_TEAM_LEAD)
/* Have cases and change them. */
#define ROLES_CASEWORK (ROLE_BIT(ROLE_CASEWORKER) | ROLES_LEAD)
/* Look into cases and print. */
#define ROLES_READ (ROLES_CASEWORK | ROLE_BIT(ROLE_ASSISTANT))
/* Arrange things for people of the office. */
#define ROLES_ARRANGE (ROLES_LEAD | ROLES_ADMIN)
/* Keep providers, devices and lists. */
#define ROLES_STEWARD (ROLE_BIT(ROLE_COORDINATOR) | ROLES_ADMIN)
/* Read figures. */
#define ROLES_COUNT                                                                             \
    (ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_CONTROLLING) | ROLE_BIT(ROLE_MANAGEMENT))
#define ROLES_OFFICE (ROLES_READ | ROLES_STEWARD)
#define ROLES_ALL (ROLES_OFFICE | ROLES_COUNT | ROLES_AUDIT)

#endif
