import type { commands as en } from '../en/commands.ts';
import { joined, type Translated } from '../wording.ts';

const again = 'Erzeugen Sie den Ordner mit make_reference.py neu.';

const table = {
  'request-invalid:prompts-and-words': '--prompts steht anstelle eines Prompts. Lassen Sie eines von beiden weg.',
  'request-invalid:no-prompts':
    'In {file} steht kein Prompt. Eine CSV-Datei braucht eine Spalte „prompt“, eine Markdown-Datei eine Liste.',
  'request-invalid:no-prompt-column':
    '{file} hat keine Spalte „prompt“, sondern {columns}. Nennen Sie eine davon so, in der ersten Zeile.',
  'request-invalid:batch-size': '„{given}“ ist keine Größe. Schreiben Sie sie als 1024x768.',
  'request-invalid:batch-prompt': 'In dieser Zeile steht kein Prompt.',
  'request-invalid:batch-id':
    '{file} hat die id „{id}“ zweimal, in den Zeilen {first} und {second}: Ihre Bilder hießen gleich. Geben Sie einer davon eine andere.',
  'request-invalid:batch-columns':
    '{file} hat zwei Spalten, die dasselbe bedeuten: „{first}“ und „{second}“. Lassen Sie eine weg.',
  'request-invalid:batch-quotes':
    'In Zeile {line} von {file} beginnt ein Anführungszeichen, das nichts schließt. Schließen Sie es, oder schreiben Sie es innerhalb eines Wertes doppelt.',
  'request-invalid:batch-values':
    'Es sind {values} Werte für {columns} Spalten. Setzen Sie in Anführungszeichen, was ein Komma enthält.',
  'prompt-not-unicode:list':
    '{file} ist nicht in UTF-8, deshalb sind seine Buchstaben nicht zu erkennen. Speichern Sie es in der Tabellenkalkulation als „CSV UTF-8“.',
  'file-unwritable:batch':
    '{file} gibt es schon, und es ist kein Bild, das hier entstanden ist; darum wird es nicht ersetzt. Räumen Sie es weg oder wählen Sie eine andere id oder einen anderen Ordner.',
  'cancelled:batch': 'Angehalten: {drawn} von {all} Bildern sind da. Derselbe Befehl macht dort weiter.',
  'request-invalid:alone': '--{flag} zählt nur zusammen mit --{other}. Fügen Sie --{add} hinzu.',
  'request-invalid:json-line':
    'Zeile {line} ist keine JSON-Zeichenkette. Schreiben Sie jeden Prompt in doppelten Anführungszeichen, wie JSON es tut.',
  'request-invalid:origin': '„{origin}“ ist kein Ursprung. Schreiben Sie ihn wie https://example.org, ohne Pfad.',
  'request-invalid:built-in':
    '{model} ist das mitgelieferte Modell. Wählen Sie einen anderen Namen: sana models import {folder} --name NAME',
  'request-invalid:hub-argument': '„{hub}“ ist keine Adresse eines Hubs. Schreiben Sie sie wie https://example.org.',
  'request-invalid:same-folder': 'Die Modelle liegen schon in {folder}.',
  'request-invalid:at-one-file': '--at ist eine Stelle in einem Dokument. Geben Sie eine Datei an.',
  'file-missing:pattern':
    'Keine Datei passt zu {pattern}. Prüfen Sie das Muster, und setzen Sie es in Anführungszeichen.',
  'file-missing:document': 'Die Datei {file} gibt es nicht.',
  'file-missing:no-documents': 'Im Ordner {folder} gibt es kein Markdown, MDX oder Quarto.',
  'document-refused:not-utf-8':
    '{file} ist kein Text in UTF-8. Speichern Sie die Datei als UTF-8, und versuchen Sie es noch einmal.',
  'document-refused:changed':
    '{file} wurde geändert, während das Bild gezeichnet wurde, und blieb, wie es ist. Führen Sie dasselbe noch einmal aus: Das Bild ist da und wird nicht zweimal gezeichnet.',
  'model-not-found:argument':
    'Es gibt weder einen Ordner {model} noch ein Modell dieses Namens. Welche es gibt, zeigt: sana models',
  'model-not-found:file':
    '{file} ist eine Datei. Geben Sie den Ordner eines Modells an, mit einer model_index.json; in eine Datei sehen Sie mit: sana inspect {file}',
  'model-not-found:not-fetched':
    'Das Modell {model} ist nicht auf diesem Rechner. Herunterladen lässt es sich mit: sana models add {model}',
  'model-not-found:listed': ({ model, store, known }: { model: string; store: string; known: readonly string[] }) =>
    `In ${store ?? 'der Ablage'} gibt es kein Modell ${model ?? '…'}. Es gibt: ${known?.length ? joined(known, ', ') : 'keines'}.`,
  'model-incomplete:argument': '{title} ist nicht vollständig. Weiter geht es mit: sana models add {model}',
  'licence-not-accepted:flag': ({ links }: { readonly links: readonly string[] }) =>
    `Lesen Sie vor dem ersten Herunterladen die Bedingungen unter ${joined(links, ' und ')}. Stimmen Sie mit --accept-licence zu.`,
  'licence-not-accepted:add': ({ links, model }: { readonly links: readonly string[]; readonly model: string }) =>
    `Lesen Sie vor dem ersten Herunterladen die Bedingungen unter ${joined(links, ' und ')}. Stimmen Sie zu mit: sana models add ${model ?? '…'} --accept-licence`,
  'cancelled:paused': 'Angehalten. Derselbe Befehl macht dort weiter.',
  'cancelled:paused-at': 'Angehalten: {here} von {total} sind da. Derselbe Befehl macht dort weiter.',
  'file-corrupt:deleted': ({ models }: { readonly models: readonly string[] }) =>
    `Beschädigtes wurde gelöscht. Laden Sie es erneut herunter: ${joined(models, ', ', model => `sana models add ${model}`)}.`,
  'file-corrupt:differs':
    '{against} hat etwas anderes, als hier von {models} liegt. Vertrauen Sie ihm mehr, entfernen Sie die Modelle und laden Sie sie von dort herunter.',
  'file-unwritable:out-folder':
    'Den Ordner {folder} gibt es nicht. Legen Sie ihn an, oder wählen Sie ein anderes --out.',
  'file-unwritable:out-is-folder': '{file} ist ein Ordner. Fügen Sie bei --out den Namen der Datei hinzu.',
  'file-unwritable:out':
    '{file} kann nicht geschrieben werden ({detail}). Prüfen Sie den Ordner, oder wählen Sie ein anderes --out.',
  'file-missing:reference':
    'In {folder} fehlt {file}. Ein Referenzordner von make_reference.py enthält model/, expected.json und expected.safetensors.',
  'config-invalid:reference': `expected.json ist keine Notiz eines Referenzlaufs: {field}: {detail}. ${again}`,
  'tensor-missing:reference': `In {file} fehlt {tensor}. ${again}`,
  'tensor-shape:reference': `{tensor} ist in expected.json [{noted}], in expected.safetensors aber [{stored}]. ${again}`,
  'tensor-missing:listed': '{part}: Tensoren fehlen: {items}. Laden Sie diesen Teil erneut herunter.',
  'tensor-shape:listed':
    '{part}: Die Formen sind nicht, was config.json sagt: {items}. Laden Sie diesen Teil erneut herunter.',
  'reference-differs':
    '{failed} von {all} Tensoren sind nicht, wie die Referenz sie berechnet hat: {items}. Sehen Sie sich den ersten an, oder erlauben Sie mehr mit --tolerance.',
  'storage-failed:settings':
    '{file} sagt nicht, wo die Modelle liegen ({detail}). Schreiben Sie {example} hinein, oder löschen Sie die Datei, damit sie in {folder} liegen.',
  'runtime-failed:port': 'Port {port} kann nicht benutzt werden ({detail}). Wählen Sie einen anderen.',
} as const;

export const commands = table satisfies Translated<typeof en, typeof table>;
