"""A small contrastive model: cosine similarity of a picture and a prompt, of the corpus' kind of pictures.

Image tower: the picture, resized to 96 x 96 and scaled to [-1, 1], through convolutions (3 x 3, padding 1) with ReLU,
the mean over all places, a linear layer. Text tower: token embeddings of the pipeline's own tokenizer, one
convolution over neighbours with ReLU, the mean over the prompt's tokens, layer norm, a linear layer. Both end in a
vector of length 1.
"""

import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from .paths import MODEL

SIZE = 96  # px
WIDTH = 160  # of the common space
# (channels, stride)
CONVOLUTIONS = [(32, 2), (64, 2), (128, 2), (128, 1), (256, 2), (256, 1)]
TEXT = 128
TEXT_HIDDEN = 256


class ImageTower(torch.nn.Module):
    """(n, 3, 96, 96) in [-1, 1] -> (n, WIDTH), length 1."""

    def __init__(self, normalize=True):
        """normalize: with batch norm after each convolution, as in training; exported weights have it folded in."""
        super().__init__()
        layers, before = [], 3
        for channels, stride in CONVOLUTIONS:
            layers.append(torch.nn.Conv2d(before, channels, 3, stride, 1))
            layers.append(torch.nn.BatchNorm2d(channels) if normalize else torch.nn.Identity())
            layers.append(torch.nn.ReLU())
            before = channels
        self.layers = torch.nn.Sequential(*layers)
        self.project = torch.nn.Linear(before, WIDTH)

    def forward(self, x):
        return F.normalize(self.project(self.layers(x).mean((2, 3))), dim=-1)

    @torch.no_grad()
    def folded(self):
        """The same tower without batch norm."""
        result = ImageTower(normalize=False)
        result.project.load_state_dict(self.project.state_dict())
        for i in range(0, len(self.layers), 3):
            conv = torch.nn.utils.fuse_conv_bn_eval(self.layers[i].eval(), self.layers[i + 1].eval())
            result.layers[i].load_state_dict(conv.state_dict())
        return result.eval()


class TextTower(torch.nn.Module):
    """Token ids and mask (n, tokens) -> (n, WIDTH), length 1. The mask is 0 on padding and on special tokens."""

    def __init__(self, vocabulary):
        super().__init__()
        self.embedding = torch.nn.Embedding(vocabulary, TEXT)
        self.neighbours = torch.nn.Conv1d(TEXT, TEXT_HIDDEN, 3, padding=1)
        self.norm = torch.nn.LayerNorm(TEXT_HIDDEN)
        self.project = torch.nn.Linear(TEXT_HIDDEN, WIDTH)

    def forward(self, ids, mask):
        weight = mask[..., None].float()
        x = (self.embedding(ids) * weight).transpose(1, 2)
        x = self.neighbours(x).relu().transpose(1, 2)
        x = (x * weight).sum(1) / weight.sum(1).clamp(min=1)
        return F.normalize(self.project(self.norm(x)), dim=-1)


def to_input(pictures):
    """(n, h, w, 3) uint8 tensor -> (n, 3, 96, 96) in [-1, 1]; bilinear with antialiasing."""
    x = pictures.permute(0, 3, 1, 2).float() / 127.5 - 1
    return F.interpolate(x, (SIZE, SIZE), mode="bilinear", antialias=True, align_corners=False)


def without_special(ids, mask, specials):
    """The mask of the tokens that stand for text: the first `specials` ids are <pad>, <bos>, <first> and the like."""
    return mask * (ids >= specials)


def save(folder, image, text, scale, specials):
    """image: an ImageTower with batch norm; scale: cosine similarities times this are logits."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"image.{k}": v for k, v in image.folded().state_dict().items()}
    tensors |= {f"text.{k}": v for k, v in text.state_dict().items()}
    save_file({k: v.half().contiguous() for k, v in tensors.items()}, folder / "model.safetensors")
    config = {
        "architecture": "sana-mini-clip",
        "projectionWidth": WIDTH,
        "logitScale": scale,
        "image": {
            "size": SIZE,
            "resize": "bilinear, antialiased, to size x size",
            "mean": [0.5, 0.5, 0.5],
            "std": [0.5, 0.5, 0.5],
            "convolutions": [
                {"weights": f"image.layers.{3 * i}", "channels": c, "kernel": 3, "stride": s, "padding": 1, "activation": "relu"}
                for i, (c, s) in enumerate(CONVOLUTIONS)
            ],
            "pooling": "mean over height and width",
            "projection": "image.project",
        },
        "text": {
            "tokenizer": "../tokenizer",
            "ignoredIds": list(range(specials)),
            "embedding": "text.embedding",
            "embeddingWidth": TEXT,
            "convolution": {
                "weights": "text.neighbours",
                "channels": TEXT_HIDDEN,
                "kernel": 3,
                "padding": 1,
                "activation": "relu",
            },
            "pooling": "mean over the tokens that are not ignored; ignored tokens are zero before the convolution",
            "norm": {"weights": "text.norm", "eps": 1e-5},
            "projection": "text.project",
        },
        "similarity": "both projections are divided by their length; the score is their dot product",
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def load(folder=MODEL / "clip"):
    """-> image tower, text tower, logit scale."""
    tensors = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
    image, text = ImageTower(normalize=False), TextTower(len(tensors["text.embedding.weight"]))
    for prefix, module in (("image.", image), ("text.", text)):
        module.load_state_dict({k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)})
        module.eval()
    return image, text, json.loads((folder / "config.json").read_text())["logitScale"]
