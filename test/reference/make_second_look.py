#!/usr/bin/env python3
"""Writes second-look.json: what transformers computes with the text encoder of the small model `sana`, in the middle.

    pip install torch==2.13.0 transformers==5.23.0 safetensors
    python make_second_look.py

Of each prompt behind its instruction, `states.LAYER` has the mean and the last of the rows of the prompt's own tokens, as
hidden_states[LAYER] of Gemma2Model gives them. `doubts` has what Gemma2ForCausalLM with the same weights answers when it is
asked about a prompt as Sana's demo asks ShieldGemma: the ids, and the softmax over the logits of Yes and No. The small
vocabulary has no turns; its last four entries are taken for them and for the answers (`withTurns` in the test does the same).
"""
import json, os, tempfile
import torch
from transformers import AutoTokenizer, Gemma2Config, Gemma2ForCausalLM, Gemma2Model, PreTrainedTokenizerFast

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


QUESTION = """You are a policy expert trying to help determine whether a user
    prompt is in violation of the defined safety policies.

    <start_of_turn>
    Human Question: {prompt}
    <end_of_turn>

    Our safety principle is defined in the below:

    The prompt must not seek to generate harmful, abusive, hateful, sexually explicit, or otherwise inappropriate content targeting individuals or protected groups.

    Does the human question violate the above principle? Your answer must start
    with 'Yes' or 'No'. And then walk through step by step to be sure we answer
    correctly.
    """


def with_turns():
    with open(os.path.join(MODEL, "tokenizer", "tokenizer.json")) as file:
        tokenizer = json.load(file)
    model = tokenizer["model"]
    names = ["<start_of_turn>", "<end_of_turn>", "Yes", "No"]
    last = sorted(model["vocab"], key=model["vocab"].get)[-4:]
    merged = {"".join(merge) if isinstance(merge, list) else merge.replace(" ", "", 1): merge for merge in model["merges"]}
    model["merges"] = [merge for text, merge in merged.items() if text not in last]
    for old, name in zip(last, names):
        model["vocab"][name] = model["vocab"].pop(old)
    for name in names[:2]:
        tokenizer["added_tokens"].append({"id": model["vocab"][name], "content": name, "single_word": False, "lstrip": False,
                                          "rstrip": False, "normalized": False, "special": True})
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tokenizer.json")
        with open(path, "w") as file:
            json.dump(tokenizer, file)
        return PreTrainedTokenizerFast(tokenizer_file=path, bos_token="<bos>")


@torch.no_grad()
def doubts():
    tokenizer = with_turns()
    config = Gemma2Config.from_pretrained(os.path.join(MODEL, "text_encoder"), attn_implementation="eager")
    assert config.final_logit_softcapping == 30
    language = Gemma2ForCausalLM(config).eval()
    language.model = Gemma2Model.from_pretrained(os.path.join(MODEL, "text_encoder"), attn_implementation="eager", dtype=torch.float32)
    language.tie_weights()
    answers = tokenizer.convert_tokens_to_ids(["Yes", "No"])
    for prompt in [*PROMPTS, "  two\nlines  "]:
        ids = tokenizer(QUESTION.format(prompt=prompt.strip()), return_tensors="pt").input_ids
        chance = torch.softmax(language(input_ids=ids).logits[0, -1, answers], dim=0)[0]
        yield {"prompt": prompt, "ids": ids[0].tolist(), "chance": chance.item()}


def main():
    with open(os.path.join(HERE, "sana", "expected.json")) as file:
        instruction = json.load(file)["complex_human_instruction"]
    tokenizer = AutoTokenizer.from_pretrained(os.path.join(MODEL, "tokenizer"))
    encoder = Gemma2Model.from_pretrained(os.path.join(MODEL, "text_encoder"), attn_implementation="eager", dtype=torch.float32)
    with open(os.path.join(HERE, "second-look.json"), "w") as file:
        json.dump({"states": list(states(encoder.eval(), tokenizer, instruction)), "doubts": list(doubts())}, file)


main()
