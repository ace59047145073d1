"""Takes an exported folder apart, so that training can go on from it when the checkpoints are gone.

usage: python -m training.resume [FOLDER]      (default: models/sana-mini)

Writes what the trainings of run.py start from: SCRATCH/autoencoder, tokenizer, text.pt, transformer.pt, clip and codes.pt.
The optimizers begin anew. The exported autoencoder is levelled already, so its latents only need its scaling factor.
The codes are what the exported text encoder says of prompts that name a thing or a background: those it was trained
to say, and those the transformer was trained to draw.
"""

import random
import shutil
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderDC, SanaTransformer2DModel
from transformers import Gemma2Model

from . import codes
from .languages import LANGUAGES
from .paths import MODEL, SCRATCH, things
from .prompts import Prompter, place
from .scenes import BACKGROUNDS
from .text import TextEncoder, summary
from .train_text import Reader
from .train_transformer import CHECKPOINT

# How far trainings count as done: their learning rates start at 0.6 of their peak, with the last kinds of batches.
BEGUN = 0.75


def said(text, prompts):
    """-> (n, 3, width), what the text encoder says at the summary tokens."""
    parts = []
    with torch.no_grad():
        for start in range(0, len(prompts), 256):
            ids, mask = text.tokenize(prompts[start : start + 256])
            parts.append(summary(text.hidden(ids, mask), mask))
    return torch.cat(parts)


def content(hidden, kind):
    """(n, width) said of one thing -> (CONTENT,), the median: a few misread prompts do no harm."""
    scaled = hidden[:, : codes.CONTENT] / hidden[:, codes.CONTENT + kind, None]
    return codes.normalize(scaled.median(0).values)


def make_codes(text, scaling_factor):
    """The tables of codes.make(), from a trained text encoder."""
    prompter, rng = Prompter(things()), random.Random(0)
    owners, prompts = [], []
    for thing, emoji in enumerate(prompter.emoji):
        labels = [names[thing][0] for names in prompter.names.values() if names[thing]] + [emoji] * 3
        owners += [thing] * len(labels)
        prompts += [label.lower() for label in labels]
    owners, hidden = torch.tensor(owners), said(text, prompts)
    first = [content(hidden[owners == thing, 0], codes.FIRST) for thing in range(len(prompter.emoji))]
    first.append(content(hidden[:, 1], codes.SECOND))  # no second thing
    places = []
    for background in BACKGROUNDS:
        named = [place(rng.choice(prompter.emoji), background, LANGUAGES[rng.choice([*LANGUAGES])], rng) for _ in range(96)]
        places.append(content(said(text, named)[:, 2], codes.PLACE))
    places.append(content(said(text, [""])[:, 2], codes.PLACE))
    first, places = torch.stack(first), torch.stack(places)
    return {
        "first": codes.token(codes.FIRST, first),
        "second": codes.token(codes.SECOND, first),
        "place": codes.token(codes.PLACE, places),
        "other": codes.token(codes.OTHER, torch.zeros(1, codes.CONTENT)),
        "channel_scale": torch.ones(32),
        "scale": scaling_factor,
    }


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    for part in ("tokenizer", "clip"):
        shutil.copytree(folder / part, SCRATCH / part, dirs_exist_ok=True)
    autoencoder = AutoencoderDC.from_pretrained(folder / "vae").float()
    autoencoder.save_pretrained(SCRATCH / "autoencoder")

    text = TextEncoder()
    text.model = Gemma2Model.from_pretrained(folder / "text_encoder", attn_implementation="eager").float().eval()
    table = make_codes(text, autoencoder.config.scaling_factor)
    start = {"step": 0, "elapsed": 0.0, "begun": BEGUN}
    average = dict(text.model.named_parameters())
    torch.save({"reader": Reader(text, table).state_dict(), "average": average, **start}, TextEncoder.CHECKPOINT)

    transformer = SanaTransformer2DModel.from_pretrained(folder / "transformer").float()
    average = list(transformer.parameters())
    torch.save({"transformer": transformer.state_dict(), "average": average, **start}, CHECKPOINT)
    torch.save(table, SCRATCH / "codes.pt")


if __name__ == "__main__":
    main()
