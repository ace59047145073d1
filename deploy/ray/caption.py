"""Captions many folders at once: python caption.py SANA ENDPOINT MODEL FOLDER..."""
import subprocess
import sys
from urllib.parse import urlsplit

import ray

sana, endpoint, model, *folders = sys.argv[1:]
url = urlsplit(endpoint)
# as the command calls it: whoever names an endpoint here agrees that pictures go there
host = url.netloc.rpartition("@")[2].lower().removesuffix(":443" if url.scheme == "https" else ":80")


def caption(row):
    command = ["node", sana, "caption", row["item"], "--with", f"endpoint:{model}", "--endpoint", endpoint]
    command += ["--send-to", host]
    run = subprocess.run(command, capture_output=True, text=True)
    return {"folder": row["item"], "code": run.returncode, "said": run.stderr[-500:]}


# two workers at once; each folder is one command, which goes on where it was stopped
done = ray.data.from_items(folders).map(caption, concurrency=2).take_all()
for row in done:
    print(row["folder"], "done" if row["code"] == 0 else row["said"])
sys.exit(any(row["code"] for row in done))
