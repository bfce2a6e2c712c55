"""
Is a sheet read aloud in the order in which its form tells it?

    reading.py FORM.xml FILE.pdf

Takes the words that stand literally in the form, once there and once in a part of the sheet,
outside of what repeats, and compares their order in both.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as xml


def squeeze(words):
    return re.sub(r"\s+", " ", words).strip()


def fragments(words):
    """What stands between values; a short one may be part of anything."""
    found = map(squeeze, re.split(r"\{\{.*?\}\}", words or ""))
    return [fragment for fragment in found if len(fragment) > 11]


def literals(node):
    """What the form says in its own words, in order; its values are declared, not said."""
    if node.tag in ("values", "header", "footer") or (node.get("each") and node.tag != "sheet"):
        return
    if node.tag in ("field", "stamp") and node.get("label"):
        yield f"\n{squeeze(node.get('label'))}\n"  # a line of its own
    yield from fragments(node.text)
    for child in node:
        yield from literals(child)
        yield from fragments(child.tail)


def parts(path):
    said = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    found = ["\n"]
    for line in said.stdout.decode().split("\n"):
        if re.match(r"  Part\b", line):
            found.append("\n")
        quoted = re.fullmatch(r' *"(.*)"', line)
        if quoted:
            found[-1] += squeeze(quoted[1]) + "\n"
    return found


def main():
    form = list(literals(xml.parse(sys.argv[1]).getroot()))
    compared = 0
    for part in parts(sys.argv[2]):
        once = [words for words in form
                if part.count(words) == 1 and sum(words in other for other in form) == 1]
        places = [part.index(words) for words in once]
        compared += len(once)
        for here, there, earlier, words in zip(places, places[1:], once, once[1:]):
            if there < here:
                sys.exit(f"{words!r} is read before {earlier!r}")
    if compared < min(5, max(2, len(form) // 2)):  # a form may be little but a table
        sys.exit(f"only {compared} texts to compare")
    print(f"{compared} texts in order")


main()
