"""Trains the byte-fallback BPE tokenizer, Gemma style: spaces become "▁", unknown letters become bytes.

Every prompt ends in summary tokens, one for each of world.TABLES: the text encoder is causal, so these see the
whole prompt, and it puts there what the transformer draws. Writes SCRATCH/tokenizer.
"""

import random

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from .models import VOCABULARY
from .paths import SCRATCH, things
from .prompts import Prompter
from .scenes import Painter, random_scene
from .world import TABLES

MAX_LENGTH = 128  # tokens, the special ones included
SUMMARY = [f"<{table}>" for table in TABLES]
SPECIAL = ["<pad>", "<eos>", "<bos>", "<unk>", *SUMMARY]


def texts(count):
    """Names, the common languages several times, and prompts of all patterns."""
    prompter, rng, painter = Prompter(things()), random.Random(0), Painter()
    for language, names in prompter.names.items():
        for _ in range(1 if language in prompter.others else 3):
            for words in names:
                yield from words[:1] * 3 + words[1:]
    for emoji in prompter.spellings:
        yield from [e for e in emoji] * 2
    for _ in range(count):
        yield prompter.prompt(random_scene(painter, rng, prompter.usual), rng)


def load_tokenizer():
    return PreTrainedTokenizerFast.from_pretrained(SCRATCH / "tokenizer")


def train(scale=1.0):
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    # a word is spelled the same at the beginning of a prompt as inside it
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256))],
        limit_alphabet=5000,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(int(60_000 * scale)), trainer)
    # No learned token has "▁" inside, so cutting at it again would change nothing: Gemma's own no-op is kept instead.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"<bos> $A {' '.join(SUMMARY)}", special_tokens=[(t, SPECIAL.index(t)) for t in ["<bos>", *SUMMARY]]
    )
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<bos>",
        eos_token="<eos>",
        unk_token="<unk>",
        pad_token="<pad>",
        padding_side="right",
        model_max_length=MAX_LENGTH,
    ).save_pretrained(SCRATCH / "tokenizer")
