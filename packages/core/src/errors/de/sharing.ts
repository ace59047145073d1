import type { sharing as en, NotFound } from '../en/sharing.ts';
import { joined, type Translated } from '../wording.ts';

const table = {
  'request-invalid:ollama':
    '„{reference}“ ist kein Name eines Modells von Ollama. Schreiben Sie ihn, wie „ollama list“ ihn ausgibt, zum Beispiel ollama:gemma2:2b.',
  'model-not-found:ollama': ({ model, folders, known }: NotFound) =>
    `Ollama hat auf diesem Rechner kein Modell ${model ?? '…'}. ${
      known?.length
        ? `Es gibt: ${joined(known, ', ')}.`
        : `In ${joined(folders ?? [], ', ')} wurde keines gefunden; wo andere liegen, sagt OLLAMA_MODELS.`
    } Ollama holt es mit: ollama pull ${model ?? '…'}`,
  'file-missing:ollama':
    'Ollama hat {reference} verzeichnet, aber die Datei {file} fehlt. Laden Sie sie noch einmal herunter: ollama pull {model}',
  'model-incomplete:found': 'In {folder} liegt ein Modell, von dem nicht alles da ist: {detail}',
  'network-failed:no-list':
    '{url} zählt keine Dateien eines Modells auf ({field}: {problem}). Exportieren Sie das Modell noch einmal, oder löschen Sie diese Datei.',
  'file-unwritable:export':
    '{file} lässt sich nicht schreiben ({detail}). Prüfen Sie den Ordner, oder wählen Sie einen anderen.',
  'file-unwritable:not-empty':
    'In {folder} liegt schon etwas anderes ({file}), deshalb wurde nichts hineingeschrieben. Wählen Sie einen leeren Ordner.',
  'storage-full:export':
    'Für {file} ist kein Platz. Schaffen Sie Platz, oder wählen Sie einen Ordner auf einem anderen Datenträger.',
  'model-not-found:small-encoder':
    '{hub} hat keinen Text-Encoder als GGUF; gesucht wurde in {repositories}. Nennen Sie mit --text-encoder eine Datei, oder lassen Sie --small weg.',
  'request-invalid:export-part':
    'Ein Teil von {model} liegt in einem eigenen Ordner, der sich nicht exportieren lässt. Nennen Sie dafür eine einzelne Datei, oder nehmen Sie wieder den eigenen Teil des Modells.',
  'request-invalid:team':
    '„{url}“ ist keine Adresse einer Modell-Liste. Schreiben Sie sie wie https://team.example/models.',
  'network-failed:no-team-list':
    '{url} ist keine Liste von Modellen ({field}: {problem}). Sie muss so aussehen: {example}.',
  'access-denied:picked':
    'Der Browser will noch einmal fragen, bevor {file} gelesen wird. Wählen Sie die Datei noch einmal.',
  'file-missing:picked': '{file} liegt nicht mehr dort, wo die Datei gewählt wurde. Wählen Sie sie noch einmal.',
  'access-denied:picked-folder':
    'Der Browser darf den Ordner {folder} erst lesen, wenn Sie es erlauben: Wählen Sie beim Modell „Ordner wieder lesen“, oder öffnen Sie den Ordner neu.',
  'file-missing:picked-folder':
    'Der Ordner {folder} lässt sich nicht mehr lesen: Er wurde verschoben oder gelöscht, oder sein Laufwerk fehlt. Öffnen Sie ihn dort, wo er jetzt liegt.',
  'access-denied:folder': 'In {folder} lässt sich nicht hineinsehen ({detail}). Prüfen Sie die Rechte.',
} as const;

export const sharing = table satisfies Translated<typeof en, typeof table>;
