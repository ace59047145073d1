const unfit = <const What extends string>(what: What) => `The LoRA {file} cannot be used: ${what}` as const;

/** What is added to a model: LoRAs. */
export const additions = {
  'lora-missing:file': 'There is no LoRA {file} here. Choose the file again, or draw without it.',
  'lora-missing:other':
    'The LoRA {file} is another file than the one that the picture was made with: its SHA-256 begins with {found}, not with {wanted}. Choose that file, or leave the hash out.',
  'lora-unfit:none': unfit('there are no pairs of lora_A and lora_B in it, nor of lora_down and lora_up.'),
  'lora-unfit:method': unfit(
    'it is a {method} ({tensor}), which is not applied here. Pairs of two matrices (LoRA) are.',
  ),
  'lora-unfit:dora': unfit(
    'it is a DoRA, which scales the columns of weights as well. That is not applied here; train it again without use_dora.',
  ),
  'lora-unfit:text-encoder': unfit(
    'it changes the text encoder, too ({tensor}), which is not applied here. Train or save it for the transformer alone.',
  ),
  'lora-unfit:tensor': unfit('it holds {tensor}, which no LoRA has.'),
  'lora-unfit:half': unfit('{module} has one matrix of a pair, and the other is missing. Download the file again.'),
  'lora-unfit:twice': unfit('{module} and {other} change the same matrix.'),
  'lora-unfit:family': unfit('it was made for {family}: it changes {module}, which no Sana model has.'),
  'lora-unfit:module': unfit('it changes {module}, which {model} has not. It was made for another model.'),
  'lora-unfit:no-matrix': unfit(
    '{module} is no matrix: convolutions of 1×1 pixels and linear layers can be changed, others cannot.',
  ),
  'lora-unfit:shape': unfit(
    '{module} has the shape {found} where {model} has {expected}. It was made for a model of another size.',
  ),
  'lora-unfit:rank': unfit('the matrices of {module} have the ranks {a} and {b}, which must be the same and above 0.'),
  'lora-unfit:alpha': unfit('the alpha of {module} is no number.'),
  'lora-unfit:pattern': unfit('its alpha_pattern has the key {pattern}, which is no simple pattern of module names.'),
  'lora-unfit:numbers': unfit(
    '{tensor} has values that are no finite numbers. Its training failed; take an earlier step of it.',
  ),
  'lora-unfit:insecure': 'LoRAs need a page that was opened by https or on this computer. Open the page that way.',
} as const;
