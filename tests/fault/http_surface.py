"""Attacks a running server with raw bytes; prints "ok|bad TAB sentence TAB detail" lines.

http_surface.py PORT PID       the attacks
http_surface.py load PORT      asks on and on until the port is closed; says what was cut off
"""
import socket
import sys
import threading
import time

HOST = "127.0.0.1"
SECRET = "GEHEIM4711"
SAFETY = ["content-security-policy", "x-content-type-options", "referrer-policy",
          "x-frame-options", "cross-origin-opener-policy", "cross-origin-resource-policy",
          "permissions-policy", "cache-control"]


def dial(port, source=HOST, timeout=20):
    s = socket.socket()
    s.settimeout(timeout)
    s.bind((source, 0))
    s.connect((HOST, port))
    return s


def read_all(s):
    data = b""
    try:
        while chunk := s.recv(65536):
            data += chunk
    except (ConnectionResetError, TimeoutError):
        pass
    return data


def ask(port, request, source=HOST):
    """All bytes the server sends until it closes; the request says Connection: close."""
    with dial(port, source) as s:
        try:
            s.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return read_all(s)


def request(port, method="GET", path="/anmelden", headers=(), body=b"", close=True):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{port}", *headers]
    lines += ["Connection: close"] if close else []
    return "\r\n".join(lines + ["", ""]).encode() + body


def status(answer):
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0


def header_names(answer):
    head = answer.split(b"\r\n\r\n", 1)[0].decode("latin-1")
    return [line.split(":")[0].lower() for line in head.split("\r\n")[1:]]


def resident_kb(pid):
    with open(f"/proc/{pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def say(sentence, good, detail=""):
    detail = str(detail).replace("\n", " ").replace("\t", " ")
    print("ok" if good else "bad", sentence, detail, sep="\t", flush=True)


def safety(port):
    for method, path, want in [("GET", "/anmelden", 200), ("GET", "/", None), ("GET", "/s", None),
                               ("GET", "/k", None), ("GET", "/gibt-es-nicht", 404),
                               ("GET", "/../laufzettel.db", 404), ("PUT", "/", 405),
                               ("POST", "/api/v1/lookup", None), ("GET", "/healthz", 200)]:
        answer = ask(port, request(port, method, path))
        missing = [name for name in SAFETY if name not in header_names(answer)]
        good = not missing and status(answer) == (want or status(answer)) != 0
        say(f"{method} {path} is answered with the headers of safety", good,
            f"{status(answer)} missing {missing}")


def framing(port):
    length = "Content-Length: 3"
    rows = [("no host", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", {400}),
            ("two hosts", request(port, headers=["Host: evil"]), {400}),
            ("a foreign host", b"GET / HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n", {421}),
            ("two lengths", request(port, "POST", headers=[length, length], body=b"abc"), {400}),
            ("a length and chunks", request(port, "POST", headers=[
                length, "Transfer-Encoding: chunked"], body=b"0\r\n\r\n"), {400, 411}),
            ("chunks", request(port, "POST", headers=["Transfer-Encoding: chunked"],
                               body=b"0\r\n\r\n"), {400, 411}),
            ("chunks behind a blank", request(port, "POST", headers=[
                "Transfer-Encoding : chunked"], body=b"0\r\n\r\n"), {400}),
            ("a NUL", request(port, path="/\0x"), {400}),
            ("HTTP/0.9", b"GET /\r\n", {0, 400}),
            ("noise", bytes(range(256)) * 40, {0, 400}),
            ("a 100 kB address", request(port, path="/" + "a" * 100000), {414}),
            ("3000 arguments", request(port, path="/?" + "a&" * 3000), {414}),
            ("a 200 kB header", request(port, headers=["X-A: " + "a" * 200000]), {431}),
            ("5000 headers", request(port, headers=["X-A: b"] * 5000), {431}),
            ("a 4 MiB form", request(port, "POST", headers=["Content-Length: 4194304"],
                                     body=b"a" * 4194304), {413})]
    for name, bytes_, want in rows:
        answer = ask(port, bytes_)
        say(f"{name} is refused, once", status(answer) in want and answer.count(b"HTTP/1.1 ") <= 1,
            f"{status(answer)}")


def paths(port):
    for path in ["/.git/config", "/laufzettel.db", "/backup", "/static/../laufzettel.db",
                 "/static/%2e%2e/laufzettel.db", "/static/..%2flaufzettel.db",
                 "/static/....//laufzettel.db", "/static/%5c..%5claufzettel.db",
                 "/static/%00", "//etc/passwd", "/static/%252e%252e/laufzettel.db"]:
        found = status(ask(port, request(port, path=path)))
        say(f"{path} is not there", found == 404, found)


def secrets(port):
    """What must never reach the log: path, query, cookie, key, body; and no forged lines."""
    for path in [f"/{SECRET}", f"/anmelden?next={SECRET}", f"/fall/{SECRET}"]:
        ask(port, request(port, path=path, headers=[
            f"Cookie: __Host-s={SECRET}", f"User-Agent: {SECRET}\x1b[2J", f"Origin: {SECRET}"]))
        ask(port, request(port, path=path, headers=[f"Cookie: __Host-s={SECRET}",
                                                    f"Authorization: Bearer {SECRET}"]))
    for path in ["/anmelden", "/api/v1/lookup", "/api/v1/events"]:
        body = f"name={SECRET}&password={SECRET}&code={SECRET}".encode()
        ask(port, request(port, "POST", path, [f"Content-Length: {len(body)}",
                                               "Content-Type: application/x-www-form-urlencoded"],
                          body))
    say("requests with secrets are sent", True)


def memory(port, pid):
    before = resident_kb(pid)
    for _ in range(20):
        framing_quietly(port)
    grown = resident_kb(pid) - before
    say("memory stays flat under hostile requests", grown < 20000, f"{grown} kB more")


def framing_quietly(port):
    for hostile in [request(port, path="/" + "a" * 100000),
                    request(port, headers=["X-A: b"] * 5000),
                    request(port, headers=["X-A: " + "a" * 200000]),
                    request(port, "POST", headers=["Content-Length: 4194304"],
                            body=b"a" * 4194304)]:
        ask(port, hostile)


def half_open(port):
    many = []
    for _ in range(700):
        try:
            s = dial(port, "127.0.0.2")
            s.sendall(b"GET / HTTP/1.1\r\nHost: ")
            many.append(s)
        except OSError:
            pass
    start = time.monotonic()
    answer = ask(port, request(port))
    took = time.monotonic() - start
    say("beside 700 half-open connections of one address others are answered within a second",
        status(answer) == 200 and took < 1, f"{status(answer)} in {took:.2f} s")
    drips = dial(port)
    drips.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    start = time.monotonic()
    took = seconds_until_closed(drips, start)
    say("a header that drips is cut within 15 s", 8 < took < 15, f"{took:.1f} s")
    for s in many:
        s.close()


def seconds_until_closed(s, start):
    s.settimeout(0.5)
    while time.monotonic() - start < 30:
        try:
            s.sendall(b"x")
            if s.recv(1) == b"":
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - start


def attack(port, pid):
    idle = resident_kb(pid)
    say("idle it holds less than 40 MB", idle < 40000, f"{idle} kB")
    safety(port)
    framing(port)
    paths(port)
    secrets(port)
    memory(port, pid)
    half_open(port)


ANSWERS_FIRST = 16 # then the server is told to stop


def load(port):
    cut, whole = [], []

    def client():
        while True:
            try:
                answer = ask(port, request(port))
            except ConnectionRefusedError:
                return
            except OSError:
                continue
            head, _, body = answer.partition(b"\r\n\r\n")
            lengths = [line for line in head.lower().split(b"\r\n")
                       if line.startswith(b"content-length:")]
            if answer and (not lengths or int(lengths[0].split(b":")[1]) != len(body)):
                cut.append(answer)
            elif answer:
                whole.append(status(answer))

    threads = [threading.Thread(target=client) for _ in range(8)]
    for t in threads:
        t.start()
    while len(whole) < ANSWERS_FIRST and any(t.is_alive() for t in threads):
        time.sleep(0.01)
    print("under load", flush=True)
    for t in threads:
        t.join()
    print(len(cut), "cut off;", len(whole) >= ANSWERS_FIRST and "answered")


if sys.argv[1] == "load":
    load(int(sys.argv[2]))
else:
    attack(int(sys.argv[1]), int(sys.argv[2]))
