import { joined } from '../wording.ts';
import { FIELDS } from './request.ts';

export const servers = {
  'request-invalid:server':
    '„{server}“ ist keine Adresse eines Servers. Sie wird so geschrieben: https://draw.example.org oder http://localhost:30000.',
  'request-invalid:server-secret':
    'Eine Adresse mit Name, Schlüssel, Fragezeichen oder „#“ wird nicht angenommen: So etwas landet in Protokollen. Schreiben Sie {server} und geben Sie einen Schlüssel getrennt davon an.',
  'request-invalid:on-server': ({ server, fields }: { server: string; fields: readonly string[] }) =>
    `Von ${server ?? '…'} lässt sich ${joined(fields, ', ', name => FIELDS[name] ?? name)} nicht verlangen: Die Schnittstelle solcher Server sieht es nicht vor. Lassen Sie es weg oder zeichnen Sie auf diesem Rechner.`,
  'access-denied:server':
    '{server} verlangt einen Schlüssel ({status}: {detail}). Geben Sie ihn dort an, wo Sie den Server gewählt haben: im Panel unter „Auf einem Server“. Auf der Kommandozeile bewahrt ihn sana server-key auf, oder er steht in der Umgebungsvariablen SANA_SERVER_KEY.',
  'access-denied:server-key':
    '{server} nimmt diesen Schlüssel nicht an ({status}: {detail}). Fragen Sie, wer den Server betreibt, nach einem anderen.',
  'access-denied:server-plain':
    '{server} verlangt einen Schlüssel ({status}: {detail}), und ein Schlüssel wird nur über https oder auf diesem Rechner gezeigt. Geben Sie die https-Adresse an.',
  'access-denied:server-perhaps':
    '{server} nennt seine Modelle anscheinend nur mit Schlüssel (500). Geben Sie ihn im Panel unter „Auf einem Server“ an. Auf der Kommandozeile bewahrt ihn sana server-key auf, oder er steht in der Umgebungsvariablen SANA_SERVER_KEY.',
  'server-busy': ({
    server,
    detail,
    retryAfter,
  }: {
    server: string;
    detail: string;
    retryAfter?: number | undefined;
  }) =>
    `${server ?? '…'} hat zu viel zu tun (${detail ?? '…'}). Versuchen Sie es ${typeof retryAfter === 'number' ? `in ${retryAfter} s` : 'später'} noch einmal.`,
  'server-failed:answered':
    '{server} ist gescheitert ({status}: {detail}). Versuchen Sie es noch einmal; bleibt es dabei, fragen Sie, wer den Server betreibt.',
  'server-failed:listing':
    '{server} antwortet, aber nicht mit einer Liste von Modellen ({field}). Prüfen Sie die Adresse.',
  'server-failed:no-picture': '{server} hat ohne Bild geantwortet. Fragen Sie, wer den Server betreibt.',
  'server-failed:page':
    '{server} antwortet mit einer Seite für Menschen, etwa zum Anmelden. Prüfen Sie die Adresse: Programmen antwortet er anderswo oder mit einem Schlüssel.',
  'server-failed:told': '{server} hat ohne Bild geantwortet: {detail}.',
  'server-failed:address':
    '{server} hat mit der Adresse eines Bildes geantwortet, {url}, die nicht auf diesem Server liegt und nicht gefragt wurde. Stellen Sie den Server so ein, dass er Bilder selbst schickt (b64_json).',
  'server-failed:unreadable':
    '{server} hat ein Bild geschickt, das sich nicht lesen lässt; lesbar sind PNG, JPEG und WebP. Versuchen Sie es noch einmal; bleibt es dabei, fragen Sie, wer den Server betreibt.',
  'server-refused:answered': '{server} hat die Anfrage abgelehnt ({status}): {detail}.',
  'server-refused:no-route':
    '{server} hat dort nichts, was zeichnet ({status}: {detail}). Prüfen Sie die Adresse; der Server muss die Bilder-Schnittstelle von OpenAI sprechen (/v1/images/generations).',
  'server-refused:model': '{server} hat das Modell {model} nicht ({detail}). Wählen Sie mit --model ein anderes.',
  'server-refused:no-model': ({
    server,
    model,
    models,
  }: {
    server: string;
    model: string;
    models: readonly string[];
  }) => `${server ?? '…'} hat kein Modell ${model ?? '…'}. Es hat: ${joined(models, ', ')}.`,
  'model-unsupported:native-backend':
    'SGLang auf {server} zeichnet mit seinem eigenen Backend, das Sanas Anweisung weglässt und bei 2K, 4K und sana-mini auch die Positionen: Die Bilder wären verdorben. Starten Sie es mit --backend diffusers.',
  'network-failed:server': '{server} ist nicht erreichbar. Prüfen Sie, ob es läuft, die Adresse und die Verbindung.',
  'network-failed:server-page':
    '{server} ist nicht erreichbar. Prüfen Sie, ob es läuft, die Adresse, die Verbindung und ob es diese Seite zulässt (CORS): Mehr sagt ein Browser nicht.',
  'network-failed:certificate':
    'Das Zertifikat von {server} gilt hier nicht ({detail}). Fragen Sie, wer den Server betreibt; ein eigenes Zertifikat gehört in NODE_EXTRA_CA_CERTS.',
  'network-failed:server-lost':
    'Die Verbindung zu {server} ist abgerissen, bevor das Bild hier war. Versuchen Sie es noch einmal.',
  'network-failed:server-silent':
    '{server} hat {seconds} Sekunden lang nicht geantwortet und wurde aufgegeben. Vielleicht zeichnet der Server das Bild trotzdem fertig.',
  'network-failed:moved':
    '{server} verweist woandershin, auf {to}, was nicht gefragt wurde. Wenn Sie dem trauen, geben Sie diese Adresse an.',
  'cancelled:server': 'Abgebrochen. {server} zeichnet das Bild vielleicht trotzdem fertig.',
  'request-invalid:no-server':
    'Es gibt noch keinen Server. Nennen Sie einen in der Einstellung sanaStudio.server oder im Panel unter „Auf einem Server“.',
  'request-invalid:no-server-key': 'Es ist für keinen Server ein Schlüssel hinterlegt.',
  'request-invalid:server-plain':
    'Diese Seite kam über https ({page}); Browser lassen solche Seiten nur https-Server und diesen Rechner fragen. Geben Sie {server} ein Zertifikat, oder öffnen Sie das Studio auf diesem Rechner.',
  'access-denied:server-plain-key':
    'Der Schlüssel für {server} wird nicht gesendet: Er ginge unverschlüsselt dorthin. Geben Sie dem Server ein Zertifikat und seine Adresse mit https an, oder lassen Sie den Schlüssel weg.',
  'model-not-found:server':
    '{server} ist keiner Ihrer Server und wurde deshalb nicht gefragt. Wenn Sie ihm trauen, fügen Sie ihn im Panel unter „Auf einem Server“ hinzu.',

  'keychain-failed':
    'Der Schlüssel ließ sich nicht in {keychain} aufbewahren ({detail}). Geben Sie ihn in der Umgebungsvariablen {variable} an.',
  'keychain-failed:read':
    'Der Schlüssel für {server} ließ sich in {keychain} nicht nachsehen ({detail}), daher wird keiner gezeigt. Falls der Server einen verlangt: Entsperren Sie {keychain}, oder geben Sie ihn in der Umgebungsvariablen {variable} an.',
  'keychain-failed:plain':
    'Ein Schlüssel wird nur über https oder auf diesem Rechner gezeigt, daher wird für {server} keiner aufbewahrt. Geben Sie die https-Adresse an.',
  'keychain-failed:empty':
    'Was angegeben wurde, enthält keinen Schlüssel. Schreiben Sie ihn, oder senden Sie ihn an die Standardeingabe.',

  'request-invalid:body': 'Die Anfrage ist nicht lesbar ({field}: {problem}).',
  'request-invalid:body-value': '{field} kann sein: {values}.',
  'request-invalid:route':
    'Unter {path} gibt es nichts. Bilder: POST /v1/images/generations; das Modell: GET /v1/models.',
  'request-invalid:json-only': 'Schicken Sie die Anfrage als application/json.',
  'access-denied:serve': 'Dieser Server verlangt einen Schlüssel (Authorization: Bearer KEY).',
  'access-denied:origin':
    'Seiten von {origin} dürfen hier nicht zeichnen. Erlauben Sie es ihnen mit --origin {origin}.',
  'model-not-found:served': 'Das Modell {model} gibt es hier nicht, sondern {known}.',
  'probe-unfit:server':
    'Die Sicherheitsrichtlinie hat einen zweiten Blick, der braucht, was der Textencoder aus einem Prompt macht; {server} schickt das nicht. Zeichnen Sie auf diesem Rechner, oder nehmen Sie „probe“ und „question“ aus der Richtlinie.',
} as const;
