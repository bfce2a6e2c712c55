"""The clients of load.sh: many at once, or slow ones.

load_client.py confirm PORT KEY CODES ROUND   confirm until the server is gone; prints
                                              CODE:RECEIPT for each 201
load_client.py hold PORT COUNT                hold COUNT half requests from 127.0.0.2 and ask
                                              from 127.0.0.1; prints "fast" or the worst time
"""
import http.client
import json
import resource
import socket
import sys
import threading
import time

CLIENTS = 8
QUESTIONS = 20


def confirm(port, key, codes, turn, client, said, begun):
    """One client: appointment after appointment over one connection. BEGUN is a file that comes
    into being with the first answer."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    number = 0
    try:
        while True:
            number += 1
            code = codes[(client + number) % len(codes)]
            body = {"code": code, "command": "attend", "again": True,
                    "nonce": f"load-{turn}-{client}-{number:012d}"}
            link.request("POST", "/api/v1/events", json.dumps(body),
                         {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
            answer = link.getresponse()
            text = answer.read()
            if answer.status == 201:
                said.append(f"{code}:{json.loads(text)['event']['receipt']}")
                if number == 1:
                    open(begun, "w", encoding="ascii").close()
    except (OSError, http.client.HTTPException):
        pass


def confirm_all(port, key, path, turn, begun):
    with open(path, encoding="ascii") as file:
        codes = file.read().split()
    said = []
    clients = [threading.Thread(target=confirm, args=(port, key, codes, turn, i, said, begun))
               for i in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    print("".join(line + "\n" for line in said), end="")


def hold(port, count):
    """Half requests: each has sent the first line of its header and stays."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 4096), limit))
    held = []
    for _ in range(count):
        try:
            one = socket.create_connection(("127.0.0.1", port), 2, ("127.0.0.2", 0))
            one.sendall(b"GET / HTTP/1.1\r\nHost: ")
            held.append(one)
        except OSError:
            break  # turned away: so much the better for the others
    worst = 0.0
    for _ in range(QUESTIONS):
        start = time.monotonic()
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        link.request("GET", "/healthz")
        if link.getresponse().status != 200:
            worst = 99.0
        link.close()
        worst = max(worst, time.monotonic() - start)
    print("fast" if worst < 1 else f"{worst:.2f} s with {len(held)} held")


def main():
    words = sys.argv[1:]
    if words[0] == "confirm":
        confirm_all(int(words[1]), *words[2:6])
    else:
        hold(int(words[1]), int(words[2]))


main()
