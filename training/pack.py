"""Takes the training to another machine, and what it made back, in files of a bounded size.

usage: python -m training.pack to FILE.tar.xz         code, corpus, the autoencoder to begin with and what is done of the rest; below 60 MB
       python -m training.pack split FOLDER OUT       an exported folder as parts of at most 15 MiB
       python -m training.pack join OUT FOLDER        and whole again

On the other machine: unpack, and `SANA_MINI_SCRATCH=scratch python -m training.run --to model` beside it. Neither npm nor Node.js is needed there.
"""

import io
import sys
import tarfile
from pathlib import Path

import torch

from .corpus import HANDS
from .paths import CORPUS, MODEL, ROOT, SCRATCH, TRAINING

PART = 15 * 2**20  # bytes


def to(path):
    """The corpus goes to scratch/corpus, where the command above looks for it; of checkpoints only what others use of them, in float16."""
    with tarfile.open(path, "w:xz", preset=3) as tar:
        for file in sorted(TRAINING.glob("*.py")) + sorted((MODEL / "vae").iterdir()) + sorted((MODEL / "clip").iterdir()):
            tar.add(file, file.relative_to(ROOT))
        for name in [*(f"{hand}.pack" for hand in HANDS), "packs.json", "things.json", "others.json"]:
            tar.add(CORPUS / name, f"scratch/corpus/{name}")
        for name in ("codes.pt", "tokenizer"):
            if (SCRATCH / name).exists():
                tar.add(SCRATCH / name, f"scratch/{name}")
        for name, part in (("text", "average"), ("judge", "judge")):
            if (SCRATCH / f"{name}.pt").exists():
                parts = torch.load(SCRATCH / f"{name}.pt", map_location="cpu")["parts"]
                buffer = io.BytesIO()
                torch.save({"parts": {part: halved(parts[part])}}, buffer)
                info = tarfile.TarInfo(f"scratch/{name}.pt")
                info.size = buffer.tell()
                buffer.seek(0)
                tar.addfile(info, buffer)
    print(f"{path}: {Path(path).stat().st_size / 1e6:.1f} MB")


def halved(state):
    """Tensors of float32 in lists and dictionaries as float16."""
    if isinstance(state, dict):
        return {name: halved(value) for name, value in state.items()}
    if isinstance(state, list):
        return [halved(value) for value in state]
    return state.half() if torch.is_tensor(state) and state.dtype == torch.float32 else state


def split(folder, out):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        tar.add(folder, ".")
    whole = buffer.getvalue()
    Path(out).mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(whole), PART)):
        (Path(out) / f"part{number:02}").write_bytes(whole[start : start + PART])


def join(out, folder):
    whole = b"".join(part.read_bytes() for part in sorted(Path(out).glob("part*")))
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        tar.extractall(folder, filter="data")


if __name__ == "__main__":
    {"to": to, "split": split, "join": join}[sys.argv[1]](*sys.argv[2:])
