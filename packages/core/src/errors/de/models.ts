import type { models as en } from '../en/models.ts';
import { gigabytes, joined, type Translated } from '../wording.ts';

const table = {
  'model-not-found:reference':
    '„{reference}“ ist kein Modell. Geben Sie einen Namen des Katalogs an, owner/name eines Repositorys bei Hugging Face oder die Adresse eines Ordners.',
  'model-not-found:repository':
    '{hub} hat kein Repository {repo} bei {revision} oder zeigt es nicht. Prüfen Sie den Namen; private brauchen ein Zugangstoken.',
  'model-not-found:stored': 'In {store} gibt es kein Modell {model}. Laden Sie es zuerst herunter.',
  'model-not-found:chosen': 'Das Modell „{model}“ ist nicht da; wählen Sie ein anderes, oder laden Sie es herunter.',
  'model-not-found:none-loaded': 'Es ist kein Modell geladen. Laden Sie erst eines.',
  'file-missing:several': ({ source, files, example }: { source: string; files: readonly string[]; example: string }) =>
    `${source} hat mehrere Dateien, die gemeint sein können: ${files.join(', ')}. Nennen Sie eine, z. B. ${example}.`,
  'file-missing:elsewhere': 'Bei {source} gibt es keine Datei {file}. Prüfen Sie Name und Ort.',
  'model-incomplete:text-encoder-gone':
    '{title} nimmt seinen Textencoder von {place}, und dort ist er nicht mehr. Legen Sie ihn zurück, wählen Sie einen anderen (sana models add {model} --text-encoder DATEI), oder nehmen Sie wieder den der Quelle (--text-encoder own).',
  'model-incomplete:transformer-gone':
    '{title} nimmt seinen Transformer von {place}, und dort ist er nicht mehr. Legen Sie ihn zurück, wählen Sie einen anderen (sana models add {model} --transformer DATEI), oder nehmen Sie wieder den der Quelle (--transformer own).',
  'model-incomplete:autoencoder-gone':
    '{title} nimmt seinen Autoencoder von {place}, und dort ist er nicht mehr. Legen Sie ihn zurück, wählen Sie einen anderen (sana models add {model} --vae DATEI), oder nehmen Sie wieder den der Quelle (--vae own).',
  'model-incomplete:parts':
    'Es ist nicht bekannt, was die Quelle von {title} dafür hat. Fügen Sie das Modell noch einmal hinzu: sana models add {model}.',
  'model-incomplete:percent':
    'Von {title} sind {percent} % heruntergeladen. Laden Sie es noch einmal herunter, um den Rest zu bekommen.',
  'model-incomplete:imported':
    '{title} wurde aus einem Ordner importiert und ist nicht vollständig. Importieren Sie den Ordner noch einmal.',
  'model-incomplete:part':
    'Ein Teil von {file} fehlt, und seine Quelle ist nicht mehr bekannt. Importieren Sie den Ordner noch einmal vollständig.',
  'model-incomplete:changed':
    'Ein Teil von {title} ({file}) muss neu heruntergeladen werden. Laden Sie das Modell noch einmal herunter.',
  'model-incomplete:unreachable':
    'Ein Teil von {title} ({file}) fehlt und lässt sich nicht herunterladen: {detail} Versuchen Sie es mit Verbindung noch einmal. Auf der Befehlszeile speichert dies alles hier: sana models add {model} --offline',
  'model-incomplete:words':
    'Die Wörter {words} fehlen und lassen sich nicht herunterladen: {detail} Zeichnen Sie einmal mit Verbindung mit ihnen, dann bleiben sie gespeichert. Auf der Befehlszeile speichert dies alle Wörter hier: sana models add {model} --offline',
  'model-unsupported:no-index':
    '{source} hat keine model_index.json: Es ist kein diffusers-Ordner. Nehmen Sie das Repository, dessen Name auf _diffusers endet.',
  'model-unsupported:too-large-for-16-bits':
    '{tensor} in {file} enthält {value}, was 16 Bits nicht fassen. Speichern Sie die Gewichte dieses Modells wie veröffentlicht.',
  'file-missing:official':
    '{source} hat keine Datei {file}. Sana-Modelle brauchen sie: Nehmen Sie das offizielle Repository, dessen Name auf _diffusers endet.',
  'file-missing:address': '{url} gibt es nicht ({status}). Prüfen Sie Namen und Revision.',
  'file-truncated:stored':
    'Eine gespeicherte Datei in {store} ist kürzer als zuvor. Prüfen Sie das Modell, um sie zu reparieren.',
  'file-corrupt:stored':
    'Eine gespeicherte Datei hat sich auf dem Datenträger geändert. Prüfen Sie das Modell, und laden Sie es noch einmal herunter.',
  'file-corrupt:other':
    'Für einen verlorenen Teil einer gespeicherten Datei kam etwas anderes an. Nehmen Sie einen anderen Spiegelserver.',
  'file-corrupt:hash':
    '{file} von {source} hat nicht den Hash, der dafür angegeben ist. Versuchen Sie es später oder mit einem anderen Spiegelserver.',
  'licence-not-accepted': ({ links }: { readonly links: readonly string[] }) =>
    `Lesen Sie vor dem ersten Herunterladen die Bedingungen unter ${joined(links, ' und ')}, und stimmen Sie ihnen zu.`,
  'access-denied:status':
    '{url}: Der Zugang wird verweigert ({status}). Verlangt das Repository es, stimmen Sie auf seiner Seite den Bedingungen zu, und geben Sie ein Zugangstoken an.',
  'access-denied:policy':
    'Das Panel darf nichts von {origin} herunterladen. Geben Sie diese Adresse erst in der Einstellung „Sana Studio: Mirror“ an.',
  'access-denied:token':
    'Das Zugangstoken für {origin} enthält Zeichen, die kein Token hat. Kopieren Sie es noch einmal.',
  'request-invalid:model-id':
    'Ein Modell kann hier nicht „{model}“ heißen: Das ist leer, zu lang oder kein Dateiname. Geben Sie einen anderen Namen an.',
  'request-invalid:location': '„{name}“ kann nicht Teil der Adresse eines Modells sein. Prüfen Sie sie.',
  'request-invalid:hub': '„{hub}“ ist keine Adresse eines Hubs. Schreiben Sie sie wie https://example.org.',

  'network-failed:unreachable': '{url}: Der Server ist nicht erreichbar. Prüfen Sie Adresse und Verbindung.',
  'network-failed:too-much':
    '{url}: Der Server hat mehr als die {length} verlangten Bytes geschickt. Versuchen Sie einen anderen Server.',
  'network-failed:broke-off': '{url}: Die Verbindung ist abgerissen. Versuchen Sie es noch einmal.',
  'network-failed:too-little':
    '{url}: Der Server hat {received} von {length} Bytes geschickt. Versuchen Sie es noch einmal.',
  'network-failed:no-range-size':
    '{url}: Der Server sagt nicht, wie groß die Datei ist (Content-Range). Erlauben Sie diese Kopfzeile, und geben Sie sie frei.',
  'network-failed:no-size':
    '{url}: Der Server sagt nicht, wie groß die Datei ist (Content-Length). Nehmen Sie einen anderen.',
  'network-failed:no-large-ranges':
    '{url}: Der Server beachtet keine Bereichsanfragen, die große Dateien brauchen. Nehmen Sie einen, der es tut, etwa nginx, Caddy, S3 oder sana serve.',
  'network-failed:no-ranges':
    '{url}: Der Server beachtet keine Bereichsanfragen. Nehmen Sie einen, der es tut, etwa nginx, Caddy, S3 oder sana serve.',
  'network-failed:changed':
    '{url}: Die Datei hat sich geändert oder ist verschwunden (Status {status}). Laden Sie das Modell noch einmal.',
  'network-failed:changed-range':
    '{url}: Die Datei hat sich auf dem Server geändert ({shown} statt {range}). Entfernen Sie das Modell, und laden Sie es noch einmal herunter.',
  'network-failed:answered':
    '{url}: Der Server hat mit {status} geantwortet. Prüfen Sie die Adresse und ob der Zugang erlaubt ist.',
  'network-failed:answered-mirror':
    '{url}: Der Server hat mit {status} geantwortet. Prüfen Sie die Adresse, oder nehmen Sie einen anderen Spiegelserver.',
  'network-failed:busy':
    '{url}: Der Server ist überlastet oder gestört ({status}). Versuchen Sie es später noch einmal.',
  'network-failed:ended': '{url}: Die Verbindung endete zu früh. Versuchen Sie es noch einmal.',
  'network-failed:lost': '{url}: Die Verbindung ist abgerissen. Prüfen Sie sie, und versuchen Sie es noch einmal.',
  'network-failed:expired':
    '{url}: Die Adresse, die der Hub gab, ist abgelaufen ({status}). Versuchen Sie es noch einmal.',
  'network-failed:no-hub':
    '{hub} antwortet nicht wie ein Hub für Modelle. Geben Sie die Adresse des Hugging Face Hub oder eines Spiegelservers davon an.',
  'network-failed:other-origin':
    '{hub} sagt, seine Antwort gehe bei {other} weiter. Das ist ein anderer Server, der nicht gefragt wurde. Nehmen Sie einen anderen Spiegelserver.',
  'network-failed:listed-hash':
    '{hub} gibt „{value}“ als Hash von {file} an, was keiner ist. Es wurde nichts heruntergeladen. Nehmen Sie einen anderen Spiegelserver.',
  'network-failed:listed-commit':
    '{hub} gibt „{value}“ als Commit von {repo} an, was keiner ist. Es wurde nichts heruntergeladen. Nehmen Sie einen anderen Spiegelserver.',
  'network-failed:too-slow':
    '{source} schickt so gut wie nichts: Nach {seconds} Sekunden wurde aufgegeben. Prüfen Sie die Verbindung.',
  'network-failed:silent':
    '{url} schickt nichts: Nach {seconds} Sekunden wurde aufgegeben. Prüfen Sie die Verbindung, oder versuchen Sie eine andere Quelle.',
  'network-failed:hub-unreachable':
    '{hub} ist nicht erreichbar. Prüfen Sie die Verbindung, oder geben Sie die Adresse eines Spiegelservers an.',

  'storage-busy:process':
    '{what} wird gerade von einem anderen Fenster oder Prozess geschrieben. Warten Sie, oder beenden Sie es dort.',
  'storage-busy:left-over':
    'Eine übrig gebliebene Datei wird gerade von einem anderen Fenster oder Prozess geschrieben. Warten Sie, oder beenden Sie es dort.',
  'storage-busy:file':
    'Eine Modelldatei wird gerade von einem anderen Fenster oder Prozess geschrieben. Warten Sie, oder beenden Sie es dort.',
  'storage-busy:window':
    '{file} wird gerade von einem anderen Fenster geschrieben. Warten Sie, oder schließen Sie jenes Fenster.',
  'storage-busy:lost':
    'Die Sperre einer Datei in {store} wurde beim Schreiben weggenommen, darum wurde nichts mehr geschrieben. Lassen Sie den Ordner „locks“ in Ruhe, und versuchen Sie es noch einmal.',
  'storage-full:models': ({ store, needed, free }: { store: string; needed?: number; free?: number }) => {
    const amounts =
      needed === undefined ? '' : ` Benötigt werden ${gigabytes(needed)}, frei sind ${gigabytes(free ?? 0)}.`;
    return `In ${store ?? 'der Ablage'} ist kein Platz.${amounts} Schaffen Sie Platz, oder löschen Sie Modelle; was schon heruntergeladen ist, bleibt erhalten, und von dort geht es weiter.`;
  },
  'storage-full:pictures': 'Der Browser hat keinen Platz für weitere Bilder; löschen Sie frühere.',
  'storage-failed:outside': '„{file}“ ist kein Name einer Datei in {store}. Nichts wurde gelesen oder geschrieben.',
  'storage-failed:file':
    '{file} in {store} kann nicht gelesen oder geschrieben werden ({detail}). Prüfen Sie Rechte und Datenträger.',
  'storage-failed:locks':
    '{file} kann nicht gesperrt werden ({detail}), ein zweites Programm könnte daher dasselbe Modell schreiben. Installieren Sie den Befehl flock (util-linux), oder legen Sie die Modelle in ein anderes Dateisystem.',
  'storage-failed:note': 'Das Modell konnte nicht vermerkt werden. Erlauben Sie dieser Seite, Daten zu speichern.',
  'storage-failed:page':
    'Der Browser lässt diese Seite keine Daten speichern; erlauben Sie es in den Einstellungen der Seite.',
  'storage-failed:pictures':
    'Der Browser lässt diese Seite keine Bilder behalten ({detail}); erlauben Sie ihr, Daten zu speichern.',
  'storage-failed:clipboard':
    'Der Browser lässt diese Seite nicht an die Zwischenablage; laden Sie das Bild stattdessen herunter.',
  'cancelled:download': 'Das Herunterladen wurde angehalten. Starten Sie es wieder, um hier weiterzumachen.',
  'cancelled:move': 'Das Verschieben wurde angehalten. Starten Sie es wieder, um hier weiterzumachen.',
  'internal:read-only': '{file} wurde nur zum Lesen geöffnet.',
  'internal:closed-file': 'Eine Datei wurde nach dem Schließen gelesen.',
} as const;

export const models = table satisfies Translated<typeof en, typeof table>;
