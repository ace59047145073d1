const corrupt = <const What extends string>(what: What) => `{file}: ${what}. Download the file again.` as const;

const refused = <const What extends string>(what: What) =>
  `{file} contains ${what}, which no Sana checkpoint needs and which could do harm. Nothing was run. Use a file from the official source or in safetensors format.` as const;

const stages = <const What extends string>(what: What) =>
  `The autoencoder's config.json: {field} ${what}. Check that the file belongs to an official Sana checkpoint.` as const;

/** Files of a model, and what is in them. */
export const checkpoint = {
  'model-not-found:folder': 'There is no folder {folder}. Check the path or download the model first.',
  'model-not-found:picked':
    'There is no {file} in this folder. Choose the folder of a Sana model in the official layout.',
  'file-missing:path': 'There is no file {file}. Check the path.',
  'file-missing:unreadable': '{file} cannot be read ({detail}). Check that it is there, open and permitted to be read.',
  'file-missing:outside': '"{file}" is not the name of a file inside {folder}. Check the checkpoint.',
  'file-missing:part':
    '{folder} has no {file}. It should be an official diffusers folder of Sana (with model_index.json and the folders transformer, text_encoder, tokenizer, scheduler, vae): download what is missing.',
  'file-missing:shard': '{index} names the shard {file}, which is not there. Download it too.',
  'file-truncated:range':
    '{file} has {size} bytes, but {length} bytes at {offset} are needed. The file is cut off: download it again.',
  'file-truncated:moved': '{file} can no longer be read. If the file was moved or changed, choose it again.',
  'file-truncated:tensor':
    '{file}: the data of {tensor} ends at byte {end}, the file at {size}. It is cut off: download it again.',
  'file-truncated:zip':
    '{file} has no zip directory at its end. It is cut off or no .pth checkpoint: download it again.',
  'over-budget:bytes':
    '{what} has more than {most} bytes, which no real one has. The rest was not read. Check where it comes from.',
  'over-budget:entries':
    '{what} has more than {most} entries, which no real one has. The rest was not read. Check where it comes from.',
  'over-budget:depth': '{what} is nested more than {most} deep, which no real one is. Check where it comes from.',
  'over-budget:unpacked':
    '{what} unpacks to more than the {most} bytes that its {width} × {height} pixels have. The rest was not unpacked. Choose another picture.',
  'over-budget:pixels': '{what} has more than {most} pixels. Choose a smaller picture.',
  'over-budget:characters': '{what} has more than {most} characters, which no real one has. Check where it comes from.',
  'over-budget:seconds': '{what} took more than {most} seconds. It was given up. Try again later, or another source.',
  'out-of-memory:file': '{file}: no memory for {length} bytes. Close other programs or use a smaller model.',

  'file-corrupt:lfs': corrupt('this is a Git LFS pointer, not the file itself; run "git lfs pull"'),
  'file-corrupt:no-safetensors': corrupt('this is not a safetensors file (its header would have {headerLength} bytes)'),
  'file-corrupt:header-json': corrupt('the safetensors header is not valid JSON'),
  'file-corrupt:header-object': corrupt('the safetensors header is not an object'),
  'file-corrupt:header-entry': corrupt("the header's entry {tensor} is not an object"),
  'file-corrupt:tensor-shape': corrupt('{tensor} has an invalid shape'),
  'file-corrupt:tensor-offsets': corrupt('{tensor} has invalid data offsets'),
  'file-corrupt:tensor-bytes': corrupt('{tensor} is {dtype} [{shape}], but its data has {bytes} bytes'),
  'file-corrupt:overlap': corrupt('the data of {tensor} overlaps the tensor before it'),
  'file-corrupt:hole': corrupt('the data of {tensor} leaves a hole before it'),
  'file-corrupt:rest': corrupt('{bytes} bytes at the end belong to no tensor'),
  'file-corrupt:zip64': corrupt('its zip64 directory is damaged'),
  'file-corrupt:zip64-field': corrupt('a zip64 field in its directory is too short'),
  'file-corrupt:zip-count': corrupt('its zip directory claims {count} entries in {length} bytes'),
  'file-corrupt:zip-entry': corrupt('entry {entry} of its zip directory is damaged'),
  'file-corrupt:zip-entry-cut': corrupt('entry {entry} of its zip directory is cut off'),
  'file-corrupt:zip-sizes': corrupt('{entry} has two different sizes'),
  'file-corrupt:zip-header': corrupt('the header of {entry} is damaged'),
  'file-corrupt:zip-twice': corrupt('its zip directory has an entry twice'),
  'file-corrupt:pickle-cut': corrupt('the list of tensors is cut off'),
  'file-corrupt:pickle-inconsistent': corrupt('the list of tensors is inconsistent'),
  'file-corrupt:pickle-text': corrupt('a name in the list of tensors is not text'),
  'file-corrupt:pickle-append': corrupt('something is appended to what is no list'),
  'file-corrupt:pickle-dictionary': corrupt('an entry is set in what is no dictionary'),
  'file-corrupt:pickle-global': corrupt('a name is not text'),
  'file-corrupt:pickle-arguments': corrupt('the arguments of {call} make no sense'),
  'file-corrupt:pickle-storage': corrupt('the description of a storage makes no sense'),
  'file-corrupt:pickle-memo': corrupt('the list of tensors refers to what is not there'),
  'file-corrupt:torch-shape': corrupt('{tensor} has the impossible shape [{shape}]'),
  'file-corrupt:torch-values': corrupt('the values of {tensor} are not in the archive'),
  'file-corrupt:torch-bytes': corrupt('{tensor}: the archive has {bytes} bytes for {count} values of {dtype}'),
  'file-corrupt:torch-storage': corrupt('{tensor} needs {needed} values, but its storage has {count}'),
  'file-corrupt:no-gguf': corrupt('this is not a GGUF file'),
  'file-corrupt:gguf-text': corrupt('a name or token in its header is not UTF-8'),
  'file-corrupt:gguf-value': corrupt('the value of {key} in its header has a type that there is not'),
  'file-corrupt:gguf-twice': corrupt('its header has {name} twice'),
  'file-corrupt:gguf-alignment': corrupt('its header asks for an alignment that there is not'),

  'pickle-refused:operations': refused('more than {operations} operations'),
  'pickle-refused:key': refused('a dictionary key that is neither text nor number'),
  'pickle-refused:global': refused('{global}'),
  'pickle-refused:attributes': refused('an object with attributes'),
  'pickle-refused:operation': refused('the pickle operation {operation}'),
  'pickle-refused:long-integer': refused('an integer of {length} bytes'),
  'pickle-refused:integer': refused('the integer {value}'),

  'config-invalid:json': '{file} is not valid JSON. Download the file again.',
  'config-invalid:index': '{file} in {folder} does not name a pipeline (_class_name). Download the file again.',
  'config-invalid:text-width':
    '{folder}: transformer and text encoder differ in width ({a} and {b}). These parts are not of one model: download them from one place.',
  'config-invalid:latent-channels':
    '{folder}: transformer and autoencoder differ in latent channels ({a} and {b}). These parts are not of one model: download them from one place.',
  'config-invalid:value':
    '{file}: {field}: {detail}. This is not a configuration that Sana models use; check that the folder holds an official Sana checkpoint.',
  'config-invalid:content':
    '{file}: the file: {detail}. This is not a configuration that Sana models use; check that the folder holds an official Sana checkpoint.',
  'config-invalid:network':
    'The configuration of the {network} describes a network that does not fit together: {problem}. Check that the file belongs to an official Sana checkpoint.',
  'config-invalid:scheduler':
    '{file}: {field}: {detail}. This setting changes pictures and is not supported; take the scheduler of an official Sana checkpoint.',
  'config-invalid:scheduler-class':
    '{file} is a {scheduler}, which is not supported. Sana models are sampled with {schedulers}.',
  'config-invalid:heads':
    '{file} is {width} wide, which no published Sana model is, so its cross-attention heads are unknown. Put the transformer/config.json that belongs to it into the model folder.',
  'config-invalid:shards': '{file} has no weight_map of tensor names to file names. Download the file again.',
  'config-invalid:tokenizer':
    "The tokenizer files cannot be used ({detail}); download the model's tokenizer folder again.",
  'config-invalid:tokenizer-part':
    "{file}: {part} is {kind}, which no tokenizer of a Sana model is made of. It was not run. Download the model's tokenizer folder from the official source.",
  'config-invalid:pieces': 'The tokenizer in {file} cannot be used ({detail}). Download the file again.',
  'config-invalid:stage-count': stages('lists {listed} stages where {other} lists {count}'),
  'config-invalid:stage-empty': stages('has no layers in stage {stage}, where the resolution has to change'),
  'config-invalid:stage-heads': stages('has {channels} channels, no multiple of attention_head_dim'),
  'config-invalid:stage-wide': stages(
    'has {channels} channels in stage {stage}, more than {most} values for each pixel of a picture',
  ),
  'config-invalid:stage-factor': stages('has neighbouring stages whose channels do not divide ({factor})'),

  'model-unsupported:pipeline': '{folder} is a {pipeline}. Models for {pipelines} work here.',
  'model-unsupported:zip':
    '{file}: {entry} is compressed or encrypted; checkpoints as torch.save writes them are neither. Save it again with torch.',
  'model-unsupported:bin':
    '{file} is a .bin file: a pickle of Python, which can run programs where Python opens it. Of such files only the .pth checkpoints of Sana itself are read here, as data. Take the .safetensors file that lies beside it.',
  'model-unsupported:lora':
    '{file} is a LoRA: it changes a transformer and is none. Choose the file of a whole transformer.',
  'model-unsupported:controlnet':
    '{file} is a ControlNet: it stands beside a transformer and is none. Choose the file of a whole transformer.',
  'model-unsupported:nunchaku':
    "{file} is packed for nunchaku (SVDQuant): its weights lie in the order of NVIDIA's tensor cores, which only that program unpacks. Take the .safetensors or .pth file of the same model, or its GGUF.",
  'model-unsupported:no-text-encoder':
    '{file} holds no Gemma 2. Choose the .gguf or .safetensors file of gemma-2-2b-it.',
  'model-unsupported:latent-channels':
    '{file} decodes latents of {found} channels, and the transformer {other} makes {wanted}. These parts do not belong together: take an autoencoder of Sana (DC-AE with 32 channels).',
  'model-unsupported:no-autoencoder':
    '{file} holds no autoencoder of Sana (DC-AE), neither under the names of diffusers nor under those of its original repository. Choose another file.',
  'model-unsupported:no-transformer':
    '{file} holds no Sana transformer (it has neither x_embedder.proj.weight nor patch_embed.proj.weight). Choose another file.',
  'model-unsupported:strided': '{file} holds {tensor} with transposed or strided values. Save it with .contiguous().',
  'model-unsupported:no-dictionary':
    '{file} does not hold a dictionary of tensors. Choose the checkpoint of a Sana transformer.',
  'model-unsupported:other-zip':
    '{file} is a zip archive, but not one that torch.save wrote. Choose the .pth file of a Sana model.',
  'model-unsupported:old-torch': '{file} has the format of torch before 1.6. Load it in torch and save it again.',
  'model-unsupported:big-endian': '{file} was written on a big-endian machine. Save it again on another.',
  'model-unsupported:gguf-version':
    '{file} has version {version} of GGUF. Versions 2 and 3 work; convert the model again with a current llama.cpp.',
  'model-unsupported:gguf-architecture':
    '{file} is a GGUF of the architecture {found}. Sana reads prompts with Gemma 2 (gemma2): take a GGUF of gemma-2-2b-it.',
  'model-unsupported:gguf-pieces':
    '{file} is one of {count} pieces of a GGUF. Join them, with llama.cpp: llama-gguf-split --merge FIRST-PIECE WHOLE.gguf; or take a file that is whole.',
  'model-unsupported:gguf-tokenizer':
    '{file} has a tokenizer of the kind {found} in it, which Gemma 2 has not (llama). Take another GGUF of gemma-2-2b-it.',
  'model-unsupported:base-text-encoder':
    '{file} is the base model of Gemma 2. Sana reads prompts with the instruction-tuned one, which has the same shapes and other weights: take gemma-2-2b-it.',
  'model-unsupported:text-encoder-width':
    '{file} is {found} wide{size}; the transformer of this model reads a text encoder of width {wanted}{wantedSize}. Take another file.',

  'tensor-missing:file': '{file} has no tensor {tensor}. Check that the file belongs to this model and is complete.',
  'tensor-missing:model':
    '{file}: the tensor {tensor} [{expected}] is missing. The file is incomplete or belongs to another model; download weights and config.json again, from one place.',
  'tensor-missing:shard':
    '{index} says that {tensor} is in {file}, but it is not. Download index and shards again, from one place.',
  'tensor-shape:model':
    '{file}: {tensor} has the shape [{found}], the configuration implies [{expected}]. Weights and config.json do not belong together; download both again, from one place.',
  'tensor-shape:rows': '{file}: {tensor} has {height} rows; rows {from} to {to} do not exist.',
  'tensor-shape:split':
    '{file}: {tensor} has the shape [{found}], whose rows cannot be divided by {parts}. This is not a Sana checkpoint.',
  'tensor-shape:groups':
    '{file}: {tensor} has the shape [{found}], which gives {inputs} values no scales by groups of 16 or 32. The file is damaged, or packed in another way: download it again.',
  'tensor-dtype:weights': '{file}: {tensor} holds {dtype} values where weights are expected.',
  'tensor-dtype:unknown':
    '{file}: {tensor} has the element type {dtype}, which Sana checkpoints do not use. Take the F32, F16 or BF16 file.',
  'tensor-dtype:gguf':
    '{file}: {tensor} has the type {number}, which this version does not know. Take a file in Q4_0, Q4_K_M, Q8_0 or F16.',
  'tensor-dtype:blocks':
    '{file}: {tensor} is stored as {dtype}. What works is F32, F16, BF16 and {known}: take a file in Q4_0, Q4_K_M, Q8_0 or F16.',
  'weights-not-finite':
    'The tensor {tensor} in {file} contains numbers that are not finite. The file is damaged; download it again.',
} as const;
