import { type remarks as en, languageName, type OtherLanguage, type UnknownThings } from '../en/remarks.ts';
import { joined, type Translated } from '../wording.ts';
import { NO_GPU } from './run.ts';

const onProcessor = ', Bilder berechnet daher der Prozessor (WebAssembly), was viel länger dauert.';

const table = {
  'no-gpu:not-offered': `${NO_GPU['not-offered']}${onProcessor}`,
  'no-gpu:no-adapter': `${NO_GPU['no-adapter']}${onProcessor}`,
  'no-gpu:not-started': `${NO_GPU['not-started']}${onProcessor}`,
  'no-gpu:software': `${NO_GPU.software}${onProcessor}`,
  'one-thread':
    'Der Prozessor rechnet mit einem Thread: Mehr erlauben Browser nur einer Seite, die von allen anderen abgeschirmt ist. In einem Rahmen (Figma, VS Code) oder von einem Server, der es nicht verlangt, ist sie es nicht.',
  'gpu-reduced':
    'Der Grafikprozessor hat {names}, der Browser gibt es aber nicht frei. Bilder entstehen ohne, was länger dauern kann.',
  'prompt-cut':
    'Der Prompt hat {tokens} Tokens, und das Modell liest {limit} davon: „{unread}“ liest es nicht. Kürzen Sie ihn.',
  'negative-cut':
    'Der negative Prompt hat {tokens} Tokens, und das Modell liest {limit} davon: „{unread}“ liest es nicht. Kürzen Sie ihn.',
  'language-unknown': ({ language, model, other }: OtherLanguage) =>
    `Der Prompt ist wohl in einer anderen Sprache als Englisch (${languageName('de', language) ?? 'welcher, ist unklar'}), ${model} wurde aber nur auf Englisch trainiert.${
      other ? ` ${other} kann andere Sprachen.` : ''
    }`,
  'unknown-things': ({ model, words, nearest }: UnknownThings) =>
    `${model} kennt ${joined(words, ', ', word => `„${word}“`)} anscheinend nicht und zeichnet vielleicht etwas anderes. Was es kennt und dafür hält: ${joined(nearest, ', ')}.`,
  'negative-unused:model': 'Der negative Prompt wirkt nicht: Dieses Modell nimmt keinen.',
  'negative-unused:guidance':
    'Der negative Prompt wirkt nicht bei einer Führung von {guidance}; sie muss über 1 liegen.',
  'combinations-left':
    'Die Alternativen ergeben {total} Prompts; die ersten {made} werden erstellt. Nehmen Sie einige Alternativen weg, um die anderen zu sehen.',
  'scheduler-replaced':
    'Im Ordner liegt ein {found}, sein Transformer ist aber einer von {family}: Abgetastet wird stattdessen mit {taken}.',
  'pipeline-differs':
    'Der Ordner nennt {pipeline}, sein Transformer ist aber einer von {family}: So wird auch gezeichnet.',
  'taken-for-lite':
    '{file} kam ohne Konfiguration. Der Decoder hat die Form von DC-AE-Lite und wird als solcher genommen (silu vor der letzten Faltung).',
  'tuning-unknown':
    '{file} sagt nicht, ob es das auf Anweisungen trainierte Gemma 2 ist. Mit dem Basismodell, das dieselben Formen hat, folgen Bilder den Prompts schlecht.',
  'model-damaged':
    'Die Notiz, woraus {model} besteht, ist nicht lesbar. Laden oder importieren Sie es noch einmal (nur Fehlendes wird heruntergeladen), oder entfernen Sie es. Bis dahin wird nichts gelöscht, was Modelle gemeinsam haben könnten.',
  'folder-visit':
    'Dieser Ordner wird gelesen, wo er liegt, und nur bei diesem Besuch: Dieser Browser merkt sich keine Ordner. Öffnen Sie ihn beim nächsten Besuch wieder.',
  'whole-files':
    '{source} beachtet keine Bereichsanfragen, deshalb wurde jede Datei ganz geladen, auch was nur manche Prompts brauchen. Server mit Bereichen sind nginx, Caddy, S3 und sana serve.',
  'server-model':
    '{server} sagt nichts über {model}: Es gilt als Sana mit 1024 px und 20 Schritten. Ist es ein anderes, geben Sie --size, --steps und --guidance an.',
  'server-size': '{server} hat {drawn} statt {asked} Pixel gezeichnet; das Bild bleibt, wie es ist.',
  'small-unmeasured':
    'Der Text-Encoder kommt in {type}, wie {repo} ihn veröffentlicht: etwa vier Bits je Wert statt sechzehn. Was das an Bildern von Sana ändert, wurde an den offiziellen Gewichten nicht gemessen; docs/models.md sagt, wie man es misst.',
  'token-kept':
    'HF_TOKEN gehört zu {owner} und geht nicht an {source}. Ist es für diesen Server gedacht, geben Sie dessen Adresse mit https in HF_ENDPOINT an.',
  'compared:verified': 'Geprüft: {verified} von {all} Dateien haben die Hashes, die {source} angibt.',
  'compared:in-part':
    'Zum Teil: {verified} von {all} Dateien haben die Hashes, die {source} angibt; von den anderen sind nur Teile da.',
  'compared:not-compared':
    'Nicht verglichen: {verified} von {all} Dateien haben einen Hash, den {source} angibt; nicht alle anderen konnten verglichen werden.',
  'kept:in-part':
    'Zum Teil: Was von {files} da ist, ist wie angekommen; {source} gibt Hashes nur für ganze Dateien an.',
  'kept:pieces':
    'In Teilen: Was zuerst von {files} geholt wurde, hat die Hashes, die {source} für die Teile angibt; später geholte Wörter sind, wie sie ankamen.',
  'kept:no-hash': 'Nicht verglichen: {source} gibt für {files} keinen Hash an. Was da ist, ist wie angekommen.',
  'kept:converted':
    'Nicht verglichen: {files} wurden unterwegs umgewandelt, die Hashes von {source} gelten daher nicht für das, was da ist.',
  'kept:whole':
    'Nicht verglichen: {files} sind seit dem letzten Vergleich mit den Hashes von {source} vollständig geworden.',
  'kept:contested':
    'Neu herunterzuladen: Von {files} hat eine frühere Version Bytes aus mehreren Quellen behalten, die niemand verglichen hat. Laden Sie das Modell noch einmal herunter.',
  'kept:as-elsewhere': 'Verglichen: Was von {files} da ist, ist wie bei {source}.',
  'differs:absent': '{source} hat keine Datei {file}.',
  'differs:size': '{source} gibt für {file} eine andere Größe an.',
  'differs:hash': '{source} gibt für {file} einen anderen Hash an.',
  'differs:bytes': '{source} hat von {file} andere Bytes, als hier sind.',
  'second-look:found':
    'Der zweite Blick der Richtlinie zur Sicherheit findet, dass der Prompt verlangt, was nicht gezeichnet wird: An seiner Stelle wird „A red heart.“ gezeichnet.',
  'second-look:kept': ({ words }: { readonly words: readonly string[] }) =>
    `Der zweite Blick der Richtlinie zur Sicherheit findet den Prompt harmlos: ${joined(words, ', ', word => `„${word}“`)} ${words?.length === 1 ? 'wurde' : 'wurden'} behalten.`,
  'picture-withheld:kept':
    'Das Bild wird zurückgehalten, wie es die Richtlinie zur Sicherheit will: Der Klassifikator hält es zu {percent} % für Nacktheit oder Sex. Er kann sich irren; ein anderer Seed ergibt ein anderes Bild.',
  'picture-withheld:askable':
    'Das Bild wird zurückgehalten, wie es die Richtlinie zur Sicherheit will: Der Klassifikator hält es zu {percent} % für Nacktheit oder Sex. Er kann sich irren; die Richtlinie erlaubt, es zu sehen (auf der Kommandozeile --show-withheld).',
  'picture-withheld:shown':
    'Der Klassifikator hält das Bild zu {percent} % für Nacktheit oder Sex; es wird gezeigt, weil Sie es verlangt haben.',
  'mask-empty':
    'Die Maske zeigt nichts, was sich ändern soll (sie ist ganz schwarz); das Bild bleibt, wie es ist. Was weiß ist, ändert sich.',
  'mask-full':
    'Die Maske zeigt alles (sie ist ganz weiß); das ganze Bild wird neu gezeichnet. Was schwarz ist, bleibt.',
  'mask-feathered':
    'Mit einem weichen Rand von {feather} px bleibt von der Maske nichts übrig; das Bild bleibt, wie es ist. Wählen Sie einen schmaleren.',
  'mask-from-alpha': 'Die Maske hat durchsichtige Stellen: Was in ihr durchsichtig ist, ändert sich.',
  'pag-not-applied':
    'Der Ordner ist eine {pipeline}. Mit Perturbed-Attention Guidance (PAG) wird gezeichnet, wo eine Stärke dafür gesetzt ist, sonst ohne.',
  'pag-unused:model': 'Perturbed-Attention Guidance (PAG) hat keine Wirkung: Dieses Modell hat seine Führung in sich.',
  'quality-limited:passes':
    'Die Qualität „{quality}“ spart Durchgänge für den negativen Prompt, die es hier nicht gibt: Gezeichnet werden {steps} von {asked} Schritten.',
  'quality-limited:pag':
    'Die Qualität „{quality}“ spart Durchgänge für den negativen Prompt, nicht aber neben Perturbed-Attention Guidance (PAG): Gezeichnet werden {steps} von {asked} Schritten.',
  'quality-limited:steps':
    'Die Qualität „{quality}“ spart Durchgänge für den negativen Prompt, nicht aber bei so wenigen Schritten: Gezeichnet werden {steps} von {asked} Schritten.',
  'quality-limited:memory':
    'Die Qualität „{quality}“ bräuchte ein zweites Netz im Speicher, für das kein Platz ist: Gezeichnet werden {steps} von {asked} Schritten.',
} as const;

export const remarks = table satisfies Translated<typeof en, typeof table>;
