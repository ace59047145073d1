"""The meeting point of text encoder and transformer: a fixed vector for each thing and each background.

The code of a thing is made from its picture (principal components of its latents on white), so that things that
look alike have codes that are alike. The transformer learns to draw codes and the text encoder to read prompts as
codes, each on its own; a prompt becomes three of them, at its tokens <first>, <second> and <place>.

usage: python -m training.codes     writes SCRATCH/codes.pt from the pool
"""

import torch

from .models import TEXT_WIDTH
from .paths import SCRATCH, things
from .pool import load_pool
from .scenes import BACKGROUNDS

FIRST, SECOND, PLACE, OTHER = range(4)
# Four dimensions say which kind of token it is; the rest say what it stands for.
CONTENT = TEXT_WIDTH - 4
MARK = 3.0


def token(kind, content):
    """(n, CONTENT) -> (n, TEXT_WIDTH) with root mean square 1, as the text encoder's last norm leaves it."""
    mark = torch.zeros(len(content), 4)
    mark[:, kind] = MARK
    return normalize(torch.cat([content, mark], 1))


def normalize(x):
    return x / x.pow(2).mean(-1, keepdim=True).sqrt()


def principal_components(x, count):
    """(n, d) -> (n, count), partly whitened: small differences count for more than their size."""
    u, s, _ = torch.linalg.svd(x - x.mean(0), full_matrices=False)
    return u[:, :count] * s[:count] ** 0.5


def make():
    """-> {first, second: (things + 1, w), place: (backgrounds + 1, w), other: (1, w), channel_scale: (32,), scale}.

    The last row of a table stands for "none". Latents are trained as z / channel_scale * scale.
    """
    latents, scenes = load_pool()
    latents = latents.float()
    # A few channels carry colour and are five times as strong as the rest; half of that (as a power) is taken out.
    channel_scale = latents.std((0, 2, 3)).sqrt()
    latents = latents / channel_scale.view(1, -1, 1, 1)
    count = len(things())
    alone = torch.zeros(count, latents[0].numel())
    for latent, (objects, background, _) in zip(latents, scenes):
        if background == "white" and len(objects) == 1:
            alone[objects[0]] = latent.flatten()
    missing = alone.abs().sum(1) == 0
    assert not missing.any(), f"the pool is not finished: {int(missing.sum())} things are not in it"
    torch.manual_seed(0)
    content = normalize(principal_components(alone, CONTENT))
    none = normalize(torch.randn(1, CONTENT))
    content = torch.cat([content, none])
    places = normalize(torch.randn(len(BACKGROUNDS) + 1, CONTENT))
    return {
        "first": token(FIRST, content),
        "second": token(SECOND, content),
        "place": token(PLACE, places),
        "other": token(OTHER, torch.zeros(1, CONTENT)),
        "channel_scale": channel_scale,
        "scale": 1 / latents.std().item(),
    }


def labels(scene):
    """scene -> rows of the three tables; None (no prompt) -> "none" everywhere."""
    if scene is None:
        return -1, -1, -1
    objects, background, _ = scene
    return objects[0], objects[1] if len(objects) == 2 else -1, BACKGROUNDS.index(background)


def load():
    return torch.load(SCRATCH / "codes.pt")


def main():
    codes = make()
    torch.save(codes, SCRATCH / "codes.pt")
    print("channel scale", codes["channel_scale"], "scale", codes["scale"])


if __name__ == "__main__":
    main()
