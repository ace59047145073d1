"""The trained text encoder with its tokenizer, as training and export use it."""

import torch

from .device import DEVICE, autocast
from .loop import read
from .models import make_text_encoder
from .paths import SCRATCH
from .tokenizer import MAX_LENGTH, SPECIAL, SUMMARY, load_tokenizer


class TextEncoder:
    CHECKPOINT = SCRATCH / "text.pt"

    def __init__(self):
        self.tokenizer = load_tokenizer()
        self.model = make_text_encoder(len(self.tokenizer)).to(DEVICE)
        # the first ids are <pad>, <bos>, the summary and the like
        self.specials = len(SPECIAL)

    @classmethod
    def load(cls):
        """The averaged weights of the newest checkpoint."""
        result = cls()
        values = read(cls.CHECKPOINT)["parts"]["average"]["values"]
        for parameter, value in zip(result.model.parameters(), values, strict=True):
            parameter.data.copy_(value)
        result.model.eval()
        return result

    def tokenize(self, prompts):
        """-> ids and mask (n, tokens); padded on the right to the longest prompt."""
        batch = self.tokenizer(prompts, padding=True, truncation=True, max_length=MAX_LENGTH, return_tensors="pt")
        return batch.input_ids.to(DEVICE), batch.attention_mask.to(DEVICE)

    def hidden(self, ids, mask):
        with autocast():
            return self.model(ids, attention_mask=mask).last_hidden_state.float()

    @torch.no_grad()
    def encode(self, prompts):
        """-> hidden states (n, tokens, width), attention bias (n, 1, tokens): -10000 on the padding."""
        return self.encode_ids(self.tokenize(prompts)[0])

    @torch.no_grad()
    def encode_ids(self, ids):
        """The same of ids (n, tokens), 0 after the end."""
        mask = (ids != 0).long()
        return self.hidden(ids, mask), (1 - mask[:, None].float()) * -10000.0


def summary(hidden, mask):
    """(n, tokens, width) -> (n, tables, width): the hidden states of the summary tokens, the last ones."""
    at = mask.sum(1, keepdim=True) - torch.arange(len(SUMMARY), 0, -1, device=mask.device)
    return hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[-1]))
