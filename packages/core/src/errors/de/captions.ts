export const captions = {
  'captioner-blind':
    '{model} sieht keine Bilder an: Nach der Farbe eines roten und eines blauen gefragt, kam „{red}“ und „{blue}“ zur Antwort. Wählen Sie ein Modell, das sieht.',
  'captioner-refused:declined':
    '{model} hat {file} nicht beschrieben, sondern geantwortet: „{said}“. Wählen Sie ein anderes Modell.',
  'captioner-refused:empty':
    '{model} hat zu {file} nichts geantwortet. Versuchen Sie es noch einmal oder wählen Sie ein anderes Modell.',
  'captioner-refused:thinking':
    '{model} hat über {file} nachgedacht und kam zu keiner Antwort. Wählen Sie ein Modell, das gleich antwortet, oder schalten Sie sein Nachdenken ab.',
  'captioner-busy': ({
    server,
    detail,
    retryAfter,
  }: {
    server: string;
    detail: string;
    retryAfter?: number | undefined;
  }) =>
    `${server ?? '…'} hat zu viel zu tun (${detail ?? '…'}). Versuchen Sie es ${typeof retryAfter === 'number' ? `in ${retryAfter} s` : 'später'} noch einmal.`,
  'captioner-unavailable:not-reached':
    '{server} ist nicht erreichbar. Starten Sie den Server mit dem Modell (etwa „ollama serve“) oder prüfen Sie Adresse und Verbindung.',
  'captioner-unavailable:lost':
    'Die Verbindung zu {server} ist abgerissen, bevor die Antwort hier war. Versuchen Sie es noch einmal.',
  'captioner-unavailable:silent':
    '{server} hat {seconds} Sekunden lang nicht geantwortet. Vielleicht lädt das Modell noch: Versuchen Sie es noch einmal oder wählen Sie ein kleineres.',
  'captioner-unavailable:model':
    '{server} hat das Modell {model} nicht bereit ({detail}). Laden Sie es dort oder wählen Sie ein anderes.',
  'captioner-unavailable:no-route':
    '{server} hat dort nichts, was Fragen beantwortet ({status}: {detail}). Prüfen Sie die Adresse; der Server muss die Schnittstelle von OpenAI sprechen (/v1/chat/completions).',
  'captioner-unavailable:failed':
    '{server} ist an diesem Bild gescheitert ({status}: {detail}). Versuchen Sie es noch einmal; bleibt es dabei, wählen Sie ein anderes Modell.',
  'captioner-unavailable:answered': '{server} hat die Frage abgelehnt ({status}): {detail}.',
  'captioner-unavailable:answer':
    '{server} hat mit etwas geantwortet, das keine Antwort ist ({field}). Prüfen Sie die Adresse.',
  'captioner-unavailable:not-here': '{model} ist nicht auf diesem Rechner. Holen Sie es mit: sana models add {id}',
  'captioner-unavailable:ended':
    '{model} hat geendet, bevor es antwortete ({detail}). Vielleicht braucht es mehr Speicher, als frei ist: Schließen Sie andere Programme, oder wählen Sie etwas anderes, das Beschreibungen schreibt.',
  'captioner-unavailable:not-chosen': 'Es ist nichts gewählt, was Bilder beschreibt. Wählen Sie ein Modell, das sieht.',
  'access-denied:captions':
    '{server} verlangt einen Schlüssel ({status}: {detail}). Auf der Kommandozeile steht er in der Umgebungsvariablen SANA_CAPTION_KEY.',
  'access-denied:captions-key':
    '{server} nimmt diesen Schlüssel nicht an ({status}: {detail}). Fragen Sie, wer den Server betreibt, nach einem anderen.',
  'access-denied:captions-consent':
    'Bilder würden diesen Rechner verlassen und zu {host} gehen. Wenn das richtig ist: --send-to {host}',
  'request-invalid:captions-http':
    '{server} ist weder auf diesem Rechner noch in seinem Netz: Dorthin gehen Bilder nur mit https. Schreiben Sie die Adresse mit https.',
  'image-unreadable:kind': '{file} ist {kind}, was hier nicht gelesen wird. Speichern Sie es als PNG, JPEG oder WebP.',
  'scorer-unfit': 'Die Wertung von sana-mini kennt nur Bilder von sana-mini. Wählen Sie für andere CLIP.',
  'scorer-missing': '{title} ist nicht da. Laden Sie es mit: sana models add {id}',
  'cancelled:captions': 'Angehalten: {done} von {all} Bildern sind fertig. Derselbe Befehl macht dort weiter.',
  'captions-failed':
    '{failed} von {all} Bildern haben keine Beschreibung; warum, steht darüber. Derselbe Befehl versucht sie noch einmal.',
  'request-invalid:captions-with':
    '„{given}“ schreibt keine Beschreibungen. Wählen Sie stored (den Prompt im Bild), endpoint:MODELL, florence-2-base oder smolvlm-256m.',
  'request-invalid:captions-language':
    '{model} schreibt nur Englisch. Lassen Sie die Sprache weg, oder wählen Sie etwas anderes, das Beschreibungen schreibt.',
  'request-invalid:captions-type': '{first} und {second} hießen in den Dateien beide {type}. Wählen Sie eines davon.',
  'request-invalid:captions-stem':
    '{folder} hat {first} und {second}, deren Beschreibungen in einer Datei stünden. Benennen Sie eines um.',
  'request-invalid:other-scorer':
    'Die Wertungen in {folder} sind von {there}; die von {wanted} haben ein anderes Maß. Wählen Sie --scorer {there} oder schreiben Sie mit --force alle neu.',
  'request-invalid:keep':
    'Es lassen sich nicht mehr als die {most} gezeichneten Bilder behalten. Wählen Sie ein kleineres --keep.',
  'request-invalid:seed': '„{given}“ ist kein Startwert. Er muss eine ganze Zahl sein.',
  'file-missing:pictures': 'Im Ordner {folder} sind keine Bilder (PNG, JPEG oder WebP) und keine Shards.',
  'file-missing:folder': 'Es gibt keinen Ordner {folder}.',
  'file-unwritable:beside': '{file} lässt sich nicht schreiben ({detail}). Prüfen Sie die Rechte des Ordners.',
  'file-unwritable:busy':
    'Ein anderer Befehl schreibt gerade Beschreibungen in {folder}. Warten Sie, bis er fertig ist.',
  'config-invalid:captions':
    '{file} ist nicht, was es sein soll ({detail}). Bringen Sie es in Ordnung oder legen Sie es weg.',
  'config-invalid:scorer': '{file} ist kein Teil von CLIP, wie es veröffentlicht ist ({detail}). Laden Sie es neu.',
} as const;
