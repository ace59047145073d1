import type { checkpoint as en } from '../en/checkpoint.ts';
import type { Translated } from '../wording.ts';

const corrupt = <const What extends string>(what: What) =>
  `{file}: ${what}. Laden Sie die Datei erneut herunter.` as const;

const refused = <const What extends string>(what: What) =>
  `{file} enthält ${what}. Das braucht kein Sana-Checkpoint, und es könnte schaden. Nichts davon wurde ausgeführt. Nehmen Sie eine Datei aus der offiziellen Quelle oder im Format safetensors.` as const;

const stages = <const What extends string>(what: What) =>
  `config.json des Autoencoders: {field} ${what}. Prüfen Sie, ob die Datei zu einem offiziellen Sana-Checkpoint gehört.` as const;

const table = {
  'model-not-found:folder':
    'Den Ordner {folder} gibt es nicht. Prüfen Sie den Pfad, oder laden Sie erst das Modell herunter.',
  'model-not-found:picked':
    'In diesem Ordner fehlt {file}. Wählen Sie den Ordner eines Sana-Modells im offiziellen Aufbau.',
  'file-missing:path': 'Die Datei {file} gibt es nicht. Prüfen Sie den Pfad.',
  'file-missing:unreadable':
    '{file} kann nicht gelesen werden ({detail}). Prüfen Sie, ob die Datei da ist und gelesen werden darf.',
  'file-missing:outside': '„{file}“ ist kein Name einer Datei in {folder}. Prüfen Sie den Checkpoint.',
  'file-missing:part':
    'In {folder} fehlt {file}. Es muss ein offizieller diffusers-Ordner von Sana sein (mit model_index.json und den Ordnern transformer, text_encoder, tokenizer, scheduler, vae): Laden Sie herunter, was fehlt.',
  'file-missing:shard': '{index} nennt den Teil {file}, den es nicht gibt. Laden Sie auch ihn herunter.',
  'file-truncated:range':
    '{file} hat {size} Bytes, gebraucht werden {length} Bytes ab {offset}. Die Datei ist abgeschnitten: Laden Sie sie erneut herunter.',
  'file-truncated:moved':
    '{file} kann nicht mehr gelesen werden. Wurde die Datei verschoben oder geändert, wählen Sie sie erneut.',
  'file-truncated:tensor':
    '{file}: Die Daten von {tensor} enden bei Byte {end}, die Datei bei {size}. Sie ist abgeschnitten: Laden Sie sie erneut herunter.',
  'file-truncated:zip':
    '{file} hat am Ende kein Zip-Verzeichnis. Die Datei ist abgeschnitten oder kein .pth-Checkpoint: Laden Sie sie erneut herunter.',
  'over-budget:bytes':
    '{what} hat mehr als {most} Bytes, viel mehr als jede echte Datei dieser Art. Der Rest wurde nicht gelesen. Prüfen Sie die Herkunft.',
  'over-budget:entries':
    '{what} hat mehr als {most} Einträge, viel mehr als jede echte Datei dieser Art. Der Rest wurde nicht gelesen. Prüfen Sie die Herkunft.',
  'over-budget:depth':
    '{what} ist in mehr als {most} Ebenen verschachtelt, viel tiefer als jede echte Datei dieser Art. Prüfen Sie die Herkunft.',
  'over-budget:unpacked':
    '{what} wird entpackt größer als die {most} Bytes, die seine {width} × {height} Pixel haben. Der Rest wurde nicht entpackt. Wählen Sie ein anderes Bild.',
  'over-budget:pixels': '{what} hat mehr als {most} Pixel. Wählen Sie ein kleineres Bild.',
  'over-budget:characters':
    '{what} hat mehr als {most} Zeichen, viel mehr als jede echte Datei dieser Art. Prüfen Sie die Herkunft.',
  'over-budget:seconds':
    '{what} hat länger als {most} Sekunden gebraucht und wurde aufgegeben. Versuchen Sie es später noch einmal oder mit einer anderen Quelle.',
  'out-of-memory:file':
    '{file}: Für {length} Bytes fehlt der Speicher. Schließen Sie andere Programme, oder nehmen Sie ein kleineres Modell.',

  'file-corrupt:lfs': corrupt('Das ist ein Verweis von Git LFS, nicht die Datei selbst; führen Sie „git lfs pull“ aus'),
  'file-corrupt:no-safetensors': corrupt('Das ist keine safetensors-Datei (ihr Kopf hätte {headerLength} Bytes)'),
  'file-corrupt:header-json': corrupt('Der Kopf der safetensors-Datei ist kein gültiges JSON'),
  'file-corrupt:header-object': corrupt('Der Kopf der safetensors-Datei ist kein Objekt'),
  'file-corrupt:header-entry': corrupt('Der Eintrag {tensor} im Kopf ist kein Objekt'),
  'file-corrupt:tensor-shape': corrupt('{tensor} hat eine ungültige Form'),
  'file-corrupt:tensor-offsets': corrupt('{tensor} liegt an ungültigen Stellen'),
  'file-corrupt:tensor-bytes': corrupt('{tensor} ist {dtype} [{shape}], seine Daten haben aber {bytes} Bytes'),
  'file-corrupt:overlap': corrupt('Die Daten von {tensor} überschneiden sich mit dem Tensor davor'),
  'file-corrupt:hole': corrupt('Vor den Daten von {tensor} ist eine Lücke'),
  'file-corrupt:rest': corrupt('{bytes} Bytes am Ende gehören zu keinem Tensor'),
  'file-corrupt:zip64': corrupt('Das zip64-Verzeichnis ist beschädigt'),
  'file-corrupt:zip64-field': corrupt('Ein zip64-Feld im Verzeichnis ist zu kurz'),
  'file-corrupt:zip-count': corrupt('Das Zip-Verzeichnis behauptet {count} Einträge in {length} Bytes'),
  'file-corrupt:zip-entry': corrupt('Eintrag {entry} des Zip-Verzeichnisses ist beschädigt'),
  'file-corrupt:zip-entry-cut': corrupt('Eintrag {entry} des Zip-Verzeichnisses ist abgeschnitten'),
  'file-corrupt:zip-sizes': corrupt('{entry} hat zwei verschiedene Größen'),
  'file-corrupt:zip-header': corrupt('Der Kopf von {entry} ist beschädigt'),
  'file-corrupt:zip-twice': corrupt('Das Zip-Verzeichnis hat einen Eintrag doppelt'),
  'file-corrupt:pickle-cut': corrupt('Die Liste der Tensoren ist abgeschnitten'),
  'file-corrupt:pickle-inconsistent': corrupt('Die Liste der Tensoren widerspricht sich'),
  'file-corrupt:pickle-text': corrupt('Ein Name in der Liste der Tensoren ist kein Text'),
  'file-corrupt:pickle-append': corrupt('Etwas wird an etwas angehängt, das keine Liste ist'),
  'file-corrupt:pickle-dictionary': corrupt('Ein Eintrag wird in etwas gesetzt, das kein Wörterbuch ist'),
  'file-corrupt:pickle-global': corrupt('Ein Name ist kein Text'),
  'file-corrupt:pickle-arguments': corrupt('Die Argumente von {call} ergeben keinen Sinn'),
  'file-corrupt:pickle-storage': corrupt('Die Beschreibung eines Speichers ergibt keinen Sinn'),
  'file-corrupt:pickle-memo': corrupt('Die Liste der Tensoren verweist auf etwas, das es nicht gibt'),
  'file-corrupt:torch-shape': corrupt('{tensor} hat die unmögliche Form [{shape}]'),
  'file-corrupt:torch-values': corrupt('Die Werte von {tensor} fehlen im Archiv'),
  'file-corrupt:torch-bytes': corrupt('{tensor}: Das Archiv hat {bytes} Bytes für {count} Werte von {dtype}'),
  'file-corrupt:torch-storage': corrupt('{tensor} braucht {needed} Werte, sein Speicher hat {count}'),
  'file-corrupt:no-gguf': corrupt('das ist keine GGUF-Datei'),
  'file-corrupt:gguf-text': corrupt('ein Name oder Token im Kopf ist kein UTF-8'),
  'file-corrupt:gguf-value': corrupt('der Wert von {key} im Kopf hat einen Typ, den es nicht gibt'),
  'file-corrupt:gguf-twice': corrupt('der Kopf nennt {name} zweimal'),
  'file-corrupt:gguf-alignment': corrupt('der Kopf verlangt eine Ausrichtung, die es nicht gibt'),

  'pickle-refused:operations': refused('mehr als {operations} Operationen'),
  'pickle-refused:key': refused('einen Schlüssel, der weder Text noch Zahl ist'),
  'pickle-refused:global': refused('{global}'),
  'pickle-refused:attributes': refused('ein Objekt mit Attributen'),
  'pickle-refused:operation': refused('die Pickle-Operation {operation}'),
  'pickle-refused:long-integer': refused('eine ganze Zahl von {length} Bytes'),
  'pickle-refused:integer': refused('die ganze Zahl {value}'),

  'config-invalid:json': '{file} ist kein gültiges JSON. Laden Sie die Datei erneut herunter.',
  'config-invalid:index': '{file} in {folder} nennt keine Pipeline (_class_name). Laden Sie die Datei erneut herunter.',
  'config-invalid:text-width':
    '{folder}: Transformer und Text-Encoder sind verschieden breit ({a} und {b}). Sie gehören nicht zu einem Modell: Laden Sie sie von einer Stelle herunter.',
  'config-invalid:latent-channels':
    '{folder}: Transformer und Autoencoder haben verschieden viele latente Kanäle ({a} und {b}). Sie gehören nicht zu einem Modell: Laden Sie sie von einer Stelle herunter.',
  'config-invalid:value':
    '{file}: {field}: {detail}. Eine solche Konfiguration haben Sana-Modelle nicht; prüfen Sie, ob im Ordner ein offizieller Sana-Checkpoint liegt.',
  'config-invalid:content':
    '{file}: die Datei: {detail}. Eine solche Konfiguration haben Sana-Modelle nicht; prüfen Sie, ob im Ordner ein offizieller Sana-Checkpoint liegt.',
  'config-invalid:network':
    'Die Konfiguration ({network}) beschreibt ein Netz, das nicht zusammenpasst: {problem}. Prüfen Sie, ob die Datei zu einem offiziellen Sana-Checkpoint gehört.',
  'config-invalid:scheduler':
    '{file}: {field}: {detail}. Diese Einstellung ändert Bilder und wird nicht unterstützt; nehmen Sie den Scheduler eines offiziellen Sana-Checkpoints.',
  'config-invalid:scheduler-class':
    '{file} ist ein {scheduler}, der nicht unterstützt wird. Sana-Modelle werden mit {schedulers} abgetastet.',
  'config-invalid:heads':
    '{file} ist {width} breit wie kein veröffentlichtes Sana-Modell; die Köpfe der Cross-Attention sind daher unbekannt. Legen Sie die zugehörige transformer/config.json in den Modellordner.',
  'config-invalid:shards':
    '{file} hat keine weight_map von Tensornamen zu Dateinamen. Laden Sie die Datei erneut herunter.',
  'config-invalid:tokenizer':
    'Die Dateien des Tokenizers sind unbrauchbar ({detail}); laden Sie den Ordner tokenizer des Modells erneut herunter.',
  'config-invalid:tokenizer-part':
    '{file}: {part} ist {kind}, woraus kein Tokenizer eines Sana-Modells besteht. Es wurde nicht ausgeführt. Laden Sie den Ordner tokenizer aus der offiziellen Quelle herunter.',
  'config-invalid:pieces':
    'Der Tokenizer in {file} ist nicht zu gebrauchen ({detail}). Laden Sie die Datei erneut herunter.',
  'config-invalid:stage-count': stages('nennt {listed} Stufen, {other} dagegen {count}'),
  'config-invalid:stage-empty': stages('hat keine Schichten in Stufe {stage}, wo sich die Auflösung ändern muss'),
  'config-invalid:stage-heads': stages('hat {channels} Kanäle, kein Vielfaches von attention_head_dim'),
  'config-invalid:stage-wide': stages(
    'hat {channels} Kanäle in Stufe {stage}, mehr als {most} Werte je Pixel eines Bildes',
  ),
  'config-invalid:stage-factor': stages('hat benachbarte Stufen, deren Kanäle nicht teilbar sind ({factor})'),

  'model-unsupported:pipeline': '{folder} ist eine {pipeline}. Unterstützt werden Modelle für {pipelines}.',
  'model-unsupported:zip':
    '{file}: {entry} ist komprimiert oder verschlüsselt; so schreibt torch.save keine Checkpoints. Speichern Sie ihn mit torch neu.',
  'model-unsupported:bin':
    '{file} ist eine .bin-Datei: ein Pickle von Python, das Programme ausführen kann, wo Python es öffnet. Von solchen Dateien werden hier nur die .pth-Checkpoints von Sana selbst gelesen, als Daten. Nehmen Sie die .safetensors-Datei, die daneben liegt.',
  'model-unsupported:lora':
    '{file} ist ein LoRA: Es verändert einen Transformer und ist selbst keiner. Wählen Sie die Datei eines ganzen Transformers.',
  'model-unsupported:controlnet':
    '{file} ist ein ControlNet: Es steht neben einem Transformer und ist selbst keiner. Wählen Sie die Datei eines ganzen Transformers.',
  'model-unsupported:nunchaku':
    '{file} ist für nunchaku (SVDQuant) gepackt: Seine Gewichte liegen in der Ordnung der Tensorkerne von NVIDIA, die nur jenes Programm auspackt. Nehmen Sie die .safetensors- oder .pth-Datei desselben Modells oder sein GGUF.',
  'model-unsupported:no-text-encoder':
    '{file} enthält kein Gemma 2. Wählen Sie die .gguf- oder .safetensors-Datei von gemma-2-2b-it.',
  'model-unsupported:latent-channels':
    '{file} decodiert Latente mit {found} Kanälen, und der Transformer {other} macht {wanted}. Diese Teile gehören nicht zusammen: Nehmen Sie einen Autoencoder von Sana (DC-AE mit 32 Kanälen).',
  'model-unsupported:no-autoencoder':
    '{file} enthält keinen Autoencoder von Sana (DC-AE), weder unter den Namen von diffusers noch unter denen des ursprünglichen Repositorys. Wählen Sie eine andere Datei.',
  'model-unsupported:no-transformer':
    '{file} enthält keinen Sana-Transformer (weder x_embedder.proj.weight noch patch_embed.proj.weight). Wählen Sie eine andere Datei.',
  'model-unsupported:strided':
    '{file} enthält {tensor} mit transponierten oder versetzten Werten. Speichern Sie ihn mit .contiguous().',
  'model-unsupported:no-dictionary':
    '{file} enthält kein Wörterbuch von Tensoren. Wählen Sie den Checkpoint eines Sana-Transformers.',
  'model-unsupported:other-zip':
    '{file} ist ein Zip-Archiv, aber keines von torch.save. Wählen Sie die .pth-Datei eines Sana-Modells.',
  'model-unsupported:old-torch':
    '{file} hat das Format von torch vor 1.6. Laden Sie die Datei in torch, und speichern Sie sie neu.',
  'model-unsupported:big-endian':
    '{file} wurde auf einer Big-Endian-Maschine geschrieben. Speichern Sie die Datei auf einer anderen neu.',
  'model-unsupported:gguf-version':
    '{file} hat die Version {version} von GGUF. Es gehen die Versionen 2 und 3; wandeln Sie das Modell mit einem aktuellen llama.cpp neu um.',
  'model-unsupported:gguf-architecture':
    '{file} ist eine GGUF-Datei der Architektur {found}. Sana liest Prompts mit Gemma 2 (gemma2): Nehmen Sie eine GGUF-Datei von gemma-2-2b-it.',
  'model-unsupported:gguf-pieces':
    '{file} ist eines von {count} Stücken einer GGUF-Datei. Fügen Sie sie mit llama.cpp zusammen: llama-gguf-split --merge ERSTES-STÜCK GANZE.gguf; oder nehmen Sie eine ganze Datei.',
  'model-unsupported:gguf-tokenizer':
    '{file} enthält einen Tokenizer der Art {found}, den Gemma 2 nicht hat (llama). Nehmen Sie eine andere GGUF-Datei von gemma-2-2b-it.',
  'model-unsupported:base-text-encoder':
    '{file} ist das Basismodell von Gemma 2. Sana liest Prompts mit dem auf Anweisungen trainierten, das dieselben Formen und andere Gewichte hat: Nehmen Sie gemma-2-2b-it.',
  'model-unsupported:text-encoder-width':
    '{file} ist {found} breit{size}; der Transformer dieses Modells liest einen Textencoder der Breite {wanted}{wantedSize}. Nehmen Sie eine andere Datei.',

  'tensor-missing:file':
    '{file} hat keinen Tensor {tensor}. Prüfen Sie, ob die Datei zu diesem Modell gehört und vollständig ist.',
  'tensor-missing:model':
    '{file}: Der Tensor {tensor} [{expected}] fehlt. Die Datei ist unvollständig oder gehört zu einem anderen Modell; laden Sie Gewichte und config.json von einer Stelle erneut herunter.',
  'tensor-missing:shard':
    'Laut {index} ist {tensor} in {file}, dort fehlt er aber. Laden Sie Index und Teile von einer Stelle erneut herunter.',
  'tensor-shape:model':
    '{file}: {tensor} hat die Form [{found}], nach der Konfiguration muss es [{expected}] sein. Gewichte und config.json gehören nicht zusammen; laden Sie beide von einer Stelle erneut herunter.',
  'tensor-shape:rows': '{file}: {tensor} hat {height} Zeilen; die Zeilen {from} bis {to} gibt es nicht.',
  'tensor-shape:split':
    '{file}: {tensor} hat die Form [{found}], deren Zeilen nicht durch {parts} teilbar sind. Das ist kein Sana-Checkpoint.',
  'tensor-shape:groups':
    '{file}: {tensor} hat die Form [{found}], die {inputs} Werten keine Skalen in Gruppen zu 16 oder 32 gibt. Die Datei ist beschädigt oder anders gepackt: Laden Sie sie erneut herunter.',
  'tensor-dtype:weights': '{file}: {tensor} enthält {dtype}, wo Gewichte erwartet werden.',
  'tensor-dtype:unknown':
    '{file}: {tensor} hat den Elementtyp {dtype}, den Sana-Checkpoints nicht verwenden. Nehmen Sie die Datei mit F32, F16 oder BF16.',
  'tensor-dtype:gguf':
    '{file}: {tensor} hat den Typ {number}, den diese Version nicht kennt. Nehmen Sie eine Datei in Q4_0, Q4_K_M, Q8_0 oder F16.',
  'tensor-dtype:blocks':
    '{file}: {tensor} ist als {dtype} gespeichert. Es gehen F32, F16, BF16 und {known}: Nehmen Sie eine Datei in Q4_0, Q4_K_M, Q8_0 oder F16.',
  'weights-not-finite':
    'Der Tensor {tensor} in {file} enthält Zahlen, die nicht endlich sind. Die Datei ist beschädigt; laden Sie sie erneut herunter.',
} as const;

export const checkpoint = table satisfies Translated<typeof en, typeof table>;
