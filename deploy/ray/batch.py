"""Tens of thousands of prompts with Ray Data: parts of a list are drawn on all nodes at once, each by `sana generate --prompts`.

Usage: batch.py LIST.csv OUT WORKERS [options of sana generate, e.g. --server http://draw.example]
LIST.csv as docs/serving.md says, with a column “id”; paths of pictures in it are absolute, as each part is a list in a folder of
its own. OUT is on a disk that all nodes share: every 200 rows have a folder there, with
their contact sheet and their failures. The same command goes on where it was stopped. SANA: where this repository is on every node.
"""

import codecs
import csv
import io
import os
import subprocess
import sys

import ray

ROWS = 200
SANA = os.environ.get("SANA", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def cells(path):
    with open(path, "rb") as file:
        content = file.read()
    encoding = "utf-16" if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    text = content.decode(encoding)
    # what parts the names of the columns parts the most of them: values hold commas of their own
    read = lambda separator: csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    separator = max(",;\t", key=lambda separator: len(next(read(separator), [])))
    return [row for row in read(separator) if any(value.strip() for value in row)]


def parts(path):
    head, *rows = cells(path) or [[]]
    if not rows:
        sys.exit(f"There are no prompts in {path}.")
    if "id" not in (name.strip().lower() for name in head):
        sys.exit(f"{path} has no column “id”: names of files would change with the parts.")
    for at in range(0, len(rows), ROWS):
        text = io.StringIO(newline="")
        csv.writer(text).writerows([head, *rows[at : at + ROWS]])
        yield {"part": f"{at // ROWS:05}", "text": text.getvalue()}


def draw(item, out, options):
    folder = os.path.join(out, item["part"])
    os.makedirs(folder, exist_ok=True)
    listed = os.path.join(folder, "list.csv")
    with open(listed, "w", newline="", encoding="utf-8") as file:
        file.write(item["text"])
    command = ["node", os.path.join(SANA, "dist", "sana.mjs"), "generate", "--prompts", listed, "--out", folder, *options]
    run = subprocess.run(command, capture_output=True, text=True)
    return {"part": item["part"], "code": run.returncode, "told": run.stderr.strip().split("\n")[-1]}


def main():
    path, out, workers, *options = sys.argv[1:]
    items = list(parts(path))
    # a part is a task: what a lost node had is given to another one
    drawn = ray.data.from_items(items, override_num_blocks=len(items)).map(
        draw, fn_args=[os.path.abspath(out), options], concurrency=int(workers), num_cpus=1
    )
    failed = 0
    for row in drawn.iter_rows():
        failed += row["code"] != 0
        print(row["part"], row["told"], flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
