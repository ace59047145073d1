#!/usr/bin/env python3
"""Writes second-look.json: what transformers computes with the text encoder of the small model `sana`, in the middle.

    pip install torch==2.13.0 transformers==5.23.0 safetensors
    python make_second_look.py

Of each prompt behind its instruction, `states.LAYER` has the mean and the last of the rows of the prompt's own tokens, as
hidden_states[LAYER] of Gemma2Model gives them.
"""
import json, os
import torch
from transformers import AutoTokenizer, Gemma2Model

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "sana", "model")
PROMPTS = ["A cute 🐶 playing with a 🏀 on the grass", "念去去千里烟波，暮霭沉沉楚天阔", "x"]


def floats(tensor):
    return [float(f"{value:.7g}") for value in tensor.tolist()]


@torch.no_grad()
def states(encoder, tokenizer, instruction):
    before = "\n".join(instruction)
    # The instruction's last token is a space, which belongs to the prompt's first word where it merges with it.
    first = len(tokenizer.encode(before)) - 1
    for prompt in PROMPTS:
        ids = tokenizer(before + prompt.lower().strip(), return_tensors="pt").input_ids
        hidden = encoder(input_ids=ids, output_hidden_states=True).hidden_states
        yield {"prompt": prompt, "states": {layer: {
            "mean": floats(hidden[layer][0, first:].mean(0)), "last": floats(hidden[layer][0, -1])} for layer in (1, 2)}}


def main():
    with open(os.path.join(HERE, "sana", "expected.json")) as file:
        instruction = json.load(file)["complex_human_instruction"]
    tokenizer = AutoTokenizer.from_pretrained(os.path.join(MODEL, "tokenizer"))
    encoder = Gemma2Model.from_pretrained(os.path.join(MODEL, "text_encoder"), attn_implementation="eager", dtype=torch.float32)
    with open(os.path.join(HERE, "second-look.json"), "w") as file:
        json.dump({"states": list(states(encoder.eval(), tokenizer, instruction))}, file)


main()
