"""Hold what went over the wire against the API's description.

  api_check.py DESCRIPTION calls LIST    LIST has "METHOD PATH STATUS FILE" lines: FILE.answer is
                                         what came back, FILE.request what was sent. Prints what
                                         the description does not cover.
  api_check.py DESCRIPTION statuses      "METHOD PATH STATUS", a line each
  api_check.py DESCRIPTION enum NAME     the values of a schema, a line each
"""
import json
import sys

import jsonschema


def deref(api, node):
    while "$ref" in node:
        target = api
        for part in node["$ref"].lstrip("#/").split("/"):
            target = target[part]
        node = target
    return node


def check(api, holder, name, what):
    """Every member must be described, and every described rule hold."""
    schema = deref(api, holder)["content"]["application/json"]["schema"]
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "components": api["components"], **schema}
    with open(name, encoding="utf-8") as file:
        value = json.load(file)
    jsonschema.Draft202012Validator.check_schema(whole)
    for fault in jsonschema.Draft202012Validator(whole).iter_errors(value):
        print(what, "/".join(map(str, fault.absolute_path)) or "body", ":", fault.message)


def check_calls(api, name):
    with open(name, encoding="utf-8") as calls:
        for line in calls:
            method, path, status, file = line.split()
            what = f"{method} {path} {status}"
            operation = api["paths"][path][method.lower()]
            if status not in operation["responses"]:
                print(what, "is not described")
                continue
            check(api, operation["responses"][status], file + ".answer", what)
            if method == "POST" and status.startswith("2"):
                check(api, operation["requestBody"], file + ".request", what + " request")


def statuses(api):
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            for status in operation["responses"]:
                print(method.upper(), path, status)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        api = json.load(file)
    what = sys.argv[2]
    if what == "calls":
        check_calls(api, sys.argv[3])
    elif what == "statuses":
        statuses(api)
    else:
        print("\n".join(api["components"]["schemas"][sys.argv[3]]["enum"]))


main()
