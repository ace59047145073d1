import type { library as en } from '../en/library.ts';
import type { Translated } from '../wording.ts';

const table = {
  'model-not-found:unsaid':
    'Es ist kein Modell gewählt. Übergeben Sie eines als `model`, zum Beispiel sanaMini aus dem Paket @sana-studio/sana-mini, oder nennen Sie es einmal mit configure().',
  'model-not-found:as-package':
    'Das eingebaute Modell ist ein Paket: importieren Sie sanaMini aus @sana-studio/sana-mini und übergeben Sie das als `model`, oder nennen Sie mit configure(files) einen Ordner, in dem es liegt.',
  'model-not-found:not-installed':
    'Das Paket {name} ist nicht installiert, und kein anderes Modell ist gewählt. Installieren Sie es (npm i {name}), oder übergeben Sie `model`.',
  'worker-failed:script':
    'Das Skript des Workers der Engine ist nicht gestartet ({url}). Warum, steht in der Konsole des Browsers. Wo die Dateien liegen, legt configure(files) fest.',
  'worker-failed:script-missing':
    'Das Skript des Workers der Engine liegt nicht unter {url} ({status}). Kopieren Sie die Dateien aus sana-studio/dist dorthin, oder sagen Sie mit configure(files), wo sie liegen. Vite beim Entwickeln: optimizeDeps.exclude: sana-studio, @sana-studio/sana-mini.',
  'worker-failed:script-type':
    'Das Skript des Workers der Engine kommt als „{type}“ von {url}: Browser führen es nur als text/javascript aus. Ist das eine Seite, so fehlt die Datei; sonst muss der Server den Typ senden.',
  'worker-failed:script-policy':
    'Die Content-Security-Policy der Seite ({directive}) lässt den Worker der Engine nicht starten ({url}). Erlauben Sie diese Adresse, und blob:, wo sie zu einer anderen Herkunft gehört; bei Trusted Types die Policy sana-studio.',
  'worker-failed:other-runtime':
    'In diesem Prozess ist schon eine andere ONNX Runtime geladen ({other}); zwei nehmen einander die Bibliothek weg. Machen Sie eine daraus (npm ls onnxruntime-node), oder zeichnen Sie in einem eigenen Prozess.',
  'request-invalid:options': '{what} erwartet ein Objekt mit Optionen, bekam aber {given}.',
  'request-invalid:unknown': '{what} kennt {name} nicht; es gibt: {known}.',
  'request-invalid:model':
    'Das Modell muss sanaMini aus @sana-studio/sana-mini sein, ein Name mit Dateien (je ein Blob, Bytes oder eine Adresse), eine Adresse oder eine Kennung, ist aber {given}.',
  'request-invalid:size': 'Die Größe muss BREITExHÖHE in Pixeln sein, zum Beispiel 512x768, ist aber {given}.',
  'request-invalid:format': '{format} ist hier kein Format von Bildern: Wählen Sie eines von {formats}.',
  'request-invalid:image':
    'Das Feld {field} muss Pixel (width, height, data), ein Blob oder die Bytes einer Datei sein.',
} as const;

export const library = table satisfies Translated<typeof en, typeof table>;
