"""What a small eye of our own sees of a picture, and a critic who tells drawn pictures from decoded ones."""

import torch
import torch.nn.functional as F

from . import clip
from .device import DEVICE, autocast, channels_last


class Eye(torch.nn.Module):
    """Differences between what the first layers of the contrastive model's image tower make of two pictures."""

    SEEN = 4  # convolutions

    def __init__(self):
        super().__init__()
        tower = clip.load()[0]
        self.layers = tower.layers[: 3 * self.SEEN].to(DEVICE, memory_format=torch.channels_last).requires_grad_(False).eval()

    def forward(self, y, x):
        """(n, 3, h, w) twice -> mean absolute difference of features, each scaled to one"""
        both, loss = torch.cat([y, x]), 0.0
        with autocast():
            for layer in self.layers:
                both = layer(both)
                if isinstance(layer, torch.nn.ReLU):
                    seen, wanted = both.float().chunk(2)
                    scale = wanted.detach().pow(2).mean().sqrt() + 1e-3
                    loss = loss + (seen - wanted).abs().mean() / scale
        return loss / self.SEEN


class Critic(torch.nn.Module):
    """(n, 3, h, w) -> (n, 1, h/4, w/4): positive where it takes a neighbourhood for one of a source."""

    def __init__(self):
        super().__init__()
        norm = torch.nn.utils.spectral_norm
        widths = [(3, 32, 2), (32, 64, 2), (64, 64, 1)]
        layers = []
        for before, channels, stride in widths:
            layers += [norm(torch.nn.Conv2d(before, channels, 4 if stride == 2 else 3, stride, 1)), torch.nn.LeakyReLU(0.2)]
        self.layers = torch.nn.Sequential(*layers, norm(torch.nn.Conv2d(64, 1, 3, 1, 1)))

    def forward(self, x):
        with autocast():
            return self.layers(x).float()

    def lesson(self, y, x):
        """The hinge loss of telling x, which is drawn, from y, which is decoded."""
        drawn, decoded = self(x), self(y.detach())
        return F.relu(1 - drawn).mean() + F.relu(1 + decoded).mean()


def hooked(y):
    y.register_hook(channels_last)
    return y
