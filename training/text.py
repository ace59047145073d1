"""The trained text encoder with its tokenizer, as training and export use it."""

import torch

from .models import make_text_encoder
from .paths import SCRATCH
from .tokenizer import MAX_LENGTH, load_tokenizer


class TextEncoder:
    CHECKPOINT = SCRATCH / "text.pt"

    def __init__(self):
        self.tokenizer = load_tokenizer()
        self.model = make_text_encoder(len(self.tokenizer))

    @classmethod
    def load(cls):
        """The averaged weights of the newest checkpoint."""
        result = cls()
        result.model.load_state_dict(torch.load(cls.CHECKPOINT)["average"])
        result.model.eval()
        return result

    def tokenize(self, prompts):
        """-> ids and mask (n, tokens); padded on the right to the longest prompt."""
        batch = self.tokenizer(prompts, padding=True, truncation=True, max_length=MAX_LENGTH, return_tensors="pt")
        return batch.input_ids, batch.attention_mask

    def hidden(self, ids, mask):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.model(ids, attention_mask=mask).last_hidden_state.float()

    @torch.no_grad()
    def encode(self, prompts):
        """-> hidden states (n, tokens, width), attention bias (n, 1, tokens): -10000 on the padding."""
        ids, mask = self.tokenize(prompts)
        return self.hidden(ids, mask), (1 - mask[:, None].float()) * -10000.0


def summary(hidden, mask):
    """(n, tokens, width) -> (n, 3, width): the hidden states of <first>, <second> and <place>, the last three tokens."""
    at = mask.sum(1, keepdim=True) - torch.tensor([[3, 2, 1]])
    return hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[-1]))
