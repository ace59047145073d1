import type { Doing, run as en, InPart } from '../en/run.ts';
import type { Translated } from '../wording.ts';

const PROGRAMS: Readonly<Record<string, string>> = { 'text encoder': 'Text-Encoder', transformer: 'Transformer' };

function during({ doing, program = 'Programm' }: Doing): string {
  const name = PROGRAMS[program] ?? program;
  if (doing === 'load') return `beim Laden (${name})`;
  return doing === 'run' ? `beim Rechnen (${name})` : 'beim Erstellen des Bildes';
}

const PARTS: Readonly<Record<string, string>> = {
  'text-encoder': 'des Text-Encoders',
  transformer: 'des Transformers',
  encoder: 'des Encoders',
  decoder: 'des Decoders',
};

export const NO_GPU = {
  'not-offered': 'Dieser Browser bietet WebGPU auf dieser Seite nicht an',
  'no-adapter': 'Der Browser hat keinen Grafikprozessor für WebGPU gefunden',
  'not-started': 'WebGPU ließ sich nicht starten ({detail})',
  software: 'WebGPU wird hier nur in Software nachgeahmt',
} as const;

const gpuAdvice =
  'Schalten Sie in den Einstellungen des Browsers die Hardwarebeschleunigung ein, aktualisieren Sie den Grafiktreiber, oder wählen Sie den Prozessor.';

const table = {
  'device-unavailable:not-offered': `${NO_GPU['not-offered']}. ${gpuAdvice}`,
  'device-unavailable:no-adapter': `${NO_GPU['no-adapter']}. ${gpuAdvice}`,
  'device-unavailable:not-started': `${NO_GPU['not-started']}. ${gpuAdvice}`,
  'device-unavailable:software': `${NO_GPU.software}. ${gpuAdvice}`,
  'device-unavailable:none-here':
    'WebGPU findet hier keinen Grafikprozessor. Wählen Sie den Prozessor, oder installieren Sie einen Grafiktreiber.',
  'device-unavailable:not-built':
    'ONNX Runtime wurde für diese Plattform ohne {device} gebaut. Nehmen Sie --device cpu.',
  'device-unavailable:no-wasm': 'Node hat kein Gerät „wasm“. Wählen Sie auto, cpu oder webgpu.',
  'device-unavailable:no-cpu': 'Ein Browser hat kein Gerät „cpu“. Wählen Sie auto, webgpu oder wasm.',
  'file-corrupt:program':
    '{file} ist nicht die Datei, die mit dieser Seite gebaut wurde ({url}). Laden Sie die Seite neu; hilft das nicht, muss, wer sie anbietet, alle Dateien einer Version bereitstellen.',
  'file-missing:program':
    '{file}, ein Teil dieser Seite, konnte nicht von {url} geladen werden ({detail}). Laden Sie die Seite neu, oder versuchen Sie es später; hilft das nicht, muss, wer sie anbietet, es dort ablegen.',
  'device-lost:idle':
    'Der Grafikprozessor arbeitet nicht mehr. Beginnen Sie noch einmal; passiert es wieder, wählen Sie ein kleineres Bild oder den Prozessor.',
  'device-lost:during': (facts: Doing) =>
    `Der Grafikprozessor ist ${during(facts)} ausgefallen. Beginnen Sie noch einmal; passiert es wieder, wählen Sie ein kleineres Bild oder den Prozessor.`,
  'device-lost:twice':
    'Der Grafikprozessor ist zweimal ausgefallen. Wählen Sie ein kleineres Bild, speichern Sie die Gewichte des Modells in weniger Bits (int8 oder int4), wählen Sie den Prozessor, oder aktualisieren Sie den Grafiktreiber.',
  'out-of-memory':
    'Der Speicher hat nicht gereicht. Wählen Sie ein kleineres Bild oder ein kleineres Modell, oder schließen Sie andere Programme.',
  'out-of-memory:during': (facts: Doing) =>
    `Der Speicher hat ${during(facts)} nicht gereicht. Wählen Sie ein kleineres Bild oder ein kleineres Modell, oder schließen Sie andere Programme.`,
  'out-of-memory:twice':
    'Für dieses Bild reicht der Speicher nicht, auch wenn weniger vom Modell auf einmal darin ist. Wählen Sie ein kleineres Bild, speichern Sie die Gewichte des Modells in weniger Bits (int8 oder int4), oder schließen Sie andere Programme.',
  'out-of-memory:ended':
    'Das System hat den Prozess beendet, der die Arbeit tut ({signal}), wohl weil der Speicher nicht reichte. Wählen Sie ein kleineres Bild oder ein kleineres Modell, oder schließen Sie andere Programme.',
  'runtime-failed:during': ({ detail, ...facts }: Doing & { readonly detail: string }) =>
    `Etwas ist ${during(facts)} fehlgeschlagen: ${detail ?? 'mehr ist nicht bekannt'}`,
  'phase-not-finite:not-finite': ({ phase }: InPart) =>
    `Das Ergebnis ${PARTS[phase] ?? 'eines Teils des Modells'} enthält Zahlen, die nicht endlich sind. Vielleicht ist der Grafiktreiber fehlerhaft; versuchen Sie ein anderes Gerät.`,
  'phase-not-finite:constant': ({ phase }: InPart) =>
    `Das Ergebnis ${PARTS[phase] ?? 'eines Teils des Modells'} ist überall dieselbe Zahl. Das Modell oder der Grafiktreiber ist fehlerhaft; versuchen Sie ein anderes Gerät, oder laden Sie das Modell erneut herunter.`,
  'worker-failed:crashed':
    'Die Engine ist abgestürzt. Beginnen Sie noch einmal; sie startet von selbst neu. Passiert es wieder, wählen Sie ein kleineres Bild.',
  'worker-failed:silent':
    'Die Engine antwortet nicht mehr. Beginnen Sie noch einmal; sie startet von selbst neu. Passiert es wieder, wählen Sie ein kleineres Bild.',
  'worker-failed:store':
    'Die Ablage der Modelle arbeitet nicht mehr ({detail}). Versuchen Sie es noch einmal; was gespeichert war, ist noch da.',
  'worker-failed:png': 'Bilder können nicht als PNG geschrieben werden; laden Sie die Seite neu.',
  'worker-failed:command':
    'Der Prozess, der die Arbeit tut, lässt sich nicht starten ({detail}). Schließen Sie andere Programme, und versuchen Sie es noch einmal.',
  'worker-failed:ended':
    'Der Prozess, der die Arbeit tut, ist abgestürzt ({signal}). Beginnen Sie noch einmal; passiert es wieder, wählen Sie ein kleineres Bild oder ein anderes Gerät.',
  'worker-failed:page-silent':
    'Die Seite der Engine antwortet nicht ({url}). Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  'worker-failed:page-reloaded':
    'Die Seite der Engine wurde neu geladen ({url}). Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  'worker-failed:page-kept-away':
    'Der Browser lässt diese Seite nicht an Programme auf diesem Rechner und in seinem Netz (Local Network Access), und die Seite der Engine ist eines ({url}). Nehmen Sie ein Plugin, das mit einer Seite im Internet gebaut ist (--engine mit einer https-Adresse), oder erlauben Sie dieser Seite in den Einstellungen des Browsers das lokale Netz, und versuchen Sie es noch einmal.',
  'worker-failed:page-not-running':
    'Die Seite der Engine auf diesem Rechner oder in seinem Netz antwortet nicht ({url}). Starten Sie sie (npm run dev:figma), und versuchen Sie es noch einmal.',
  'worker-failed:page-not-allowed':
    'Die Seite der Engine ({url}) gehört nicht zu den Adressen, die dieses Plugin verwenden darf: Sein Manifest nennt sie nicht oder nur für die Entwicklung. Bauen Sie das Plugin neu mit --engine und einer https-Adresse.',
  'worker-failed:page-older':
    'Die Seite der Engine ist älter als dieses Plugin: {url} spricht Version {theirs}, das Plugin {own}. Wer sie anbietet, muss die Seite dieser Ausgabe dort ablegen; nehmen Sie bis dahin das vorige Plugin.',
  'worker-failed:page-newer':
    'Dieses Plugin ist älter als die Seite der Engine: {url} spricht Version {theirs}, das Plugin {own}. Aktualisieren Sie das Plugin; wer die Seite anbietet, sollte die frühere unter eigener Adresse behalten.',
  'worker-failed:other-build':
    'Die Engine läuft auf dem Prozessor und konnte nicht auf die Grafikkarte wechseln. Versuchen Sie es noch einmal; sie wird neu gestartet.',
  'worker-failed:other-end':
    'Die andere Seite wurde neu gestartet, die Frage ist daher verloren. Versuchen Sie es noch einmal.',
  'worker-failed:other-version':
    'Die andere Seite hat eine andere Version ({theirs} statt {own}). Aktualisieren Sie beide.',
  'request-invalid:no-method': 'Eine Methode {method} gibt es hier nicht; laden Sie die Seite neu.',
  'request-invalid:too-many-calls': 'Zu viele Aufrufe sind unterwegs; laden Sie die Seite neu.',
  'request-invalid:arguments': '{detail}; laden Sie die Seite neu.',
  cancelled: 'Abgebrochen.',
  'cancelled:loading': 'Das Laden des Modells wurde abgebrochen.',
  'cancelled:picture': 'Das Bild wurde abgebrochen.',
  'cancelled:engine': 'Die Engine wurde geschlossen.',
  internal: 'Im Programm ist etwas schiefgegangen. Versuchen Sie es noch einmal.',
  'internal:no-input': 'Dem Programm {program} fehlte die Eingabe {input}.',
  'internal:no-picture': 'Es ist kein Bild entstanden; versuchen Sie es noch einmal.',
} as const;

export const run = table satisfies Translated<typeof en, typeof table>;
