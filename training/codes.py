"""The meeting point of text encoder and transformer: a fixed vector for each thing and for everything else that can be asked.

The code of a thing is made from its drawings (principal components of small pictures of them), so that things that
look alike have codes that are alike. The transformer learns to draw codes and the text encoder to read prompts as
codes, each on its own; a prompt becomes one of each of world.TABLES, at its summary tokens.

`make` writes SCRATCH/codes.pt; nothing but the corpus is needed.
"""

import numpy as np
import torch
from PIL import Image

from .loop import write
from .models import TEXT_WIDTH
from .paths import SCRATCH
from .scenes import Painter
from .world import GENERATORS, TABLES, scene, table_rows

OTHER = len(TABLES)
# Some dimensions say which kind of token it is; the rest say what it stands for.
CONTENT = TEXT_WIDTH - len(TABLES) - 1
MARK = 3.0
SMALL = 24  # px


def token(kind, content):
    """(n, CONTENT) -> (n, TEXT_WIDTH) with root mean square 1, as the text encoder's last norm leaves it."""
    mark = torch.zeros(len(content), TEXT_WIDTH - CONTENT)
    mark[:, kind] = MARK
    return normalize(torch.cat([content, mark], 1))


def normalize(x):
    return x / x.pow(2).mean(-1, keepdim=True).sqrt().clamp(min=1e-9)


def principal_components(x, count):
    """(n, d) -> (n, count), partly whitened: small differences count for more than their size."""
    u, s, _ = torch.linalg.svd(x - x.mean(0), full_matrices=False)
    result = torch.zeros(len(x), count)
    count = min(count, s.shape[0])
    result[:, :count] = u[:, :count] * s[:count] ** 0.5
    return result


def looks(painter):
    """-> (things and generators, 3 * SMALL * SMALL * 2): each on white, flat and in another hand"""
    rows = []
    for number in range(painter.count + len(GENERATORS)):
        name = GENERATORS[number - painter.count] if number >= painter.count else None
        place = "grass day" if name == "landscape" else "white"
        pictures = []
        for style in ("flat", painter.styles(number)[-1]):
            drawn = Image.fromarray(painter.paint(scene([number], place, style, seed=1), 192, 192))
            pictures.append(np.asarray(drawn.resize((SMALL, SMALL), Image.BOX)).astype(np.float32).ravel() / 255)
        rows.append(np.concatenate(pictures))
    return torch.from_numpy(np.stack(rows))


def make():
    """-> {table: (rows + 1, TEXT_WIDTH), other: (1, TEXT_WIDTH)}; the last row of a table stands for "none"."""
    painter = Painter()
    torch.manual_seed(0)
    seen = normalize(principal_components(looks(painter), CONTENT))
    result, counts = {}, table_rows(painter.count)
    for kind, table in enumerate(TABLES):
        if table in ("first", "second"):
            content = torch.cat([seen, normalize(torch.randn(1, CONTENT, generator=torch.Generator().manual_seed(9)))])
        else:
            content = normalize(torch.randn(counts[table] + 1, CONTENT))
        result[table] = token(kind, content)
    result["other"] = token(OTHER, torch.zeros(1, CONTENT))
    write(result, SCRATCH / "codes.pt")


def load():
    return torch.load(SCRATCH / "codes.pt")
