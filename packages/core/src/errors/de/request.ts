import type { request as en, PixelFacts } from '../en/request.ts';
import type { Limits } from '../limits.ts';
import { joined, type Translated } from '../wording.ts';

export const FIELDS: Readonly<Record<string, string>> = {
  prompt: 'Prompt',
  negativePrompt: 'negativer Prompt',
  style: 'Stil',
  width: 'Breite',
  height: 'Höhe',
  steps: 'Zahl der Schritte',
  guidanceScale: 'Führung (Guidance)',
  seed: 'Seed',
  variation: 'Abwandlung',
  variationSeed: 'Seed der Abwandlung',
  count: 'Zahl der Bilder',
  model: 'Modell',
  sampler: 'Sampler',
  startImage: 'Ausgangsbild',
  mask: 'Maske',
  feather: 'weicher Rand',
  outpaint: 'Erweitern',
  loras: 'Liste der LoRAs',
  pagScale: 'Stärke von PAG',
  pagLayers: 'Liste der Blöcke von PAG',
  pagAdaptive: 'Abnahme von PAG',
  quality: 'Qualität',
  refine: 'Verfeinerung',
  control: 'Vorlagebild',
  controlnet: 'ControlNet',
  controlFrom: 'Art des Vorlagebilds',
  controlScale: 'Stärke der Vorlage',
  controlStart: 'Beginn der Vorlage',
  controlEnd: 'Ende der Vorlage',
  strength: 'Stärke der Änderung',
};

/** z. B. „eine ganze Zahl von 1 bis 16“ */
export function allowed(limits: Limits | undefined): string {
  switch (limits?.kind) {
    case 'whole':
      return `eine ganze Zahl von ${limits.min} bis ${limits.max}`;
    case 'real':
      return limits.above
        ? `eine Zahl über ${limits.min} und bis ${limits.max}`
        : `eine Zahl von ${limits.min} bis ${limits.max}`;
    case 'choice':
      return `eines von ${joined(limits.names, ', ')}`;
    case 'flag':
      return 'true, oder nichts';
    case 'loras':
      return `eine Liste von höchstens ${limits.most} Dateien mit Stärken von ${limits.min} bis ${limits.max}`;
    case 'picture':
      return 'RGBA-Bytes seiner Größe';
    case 'model-name':
      return 'der Name eines Modells aus der Liste';
    case 'size':
      return 'eine Größe wie 512 oder 1024x768';
    case 'words':
      return 'Text';
  }
  return 'ein anderer Wert';
}

function field(facts: { readonly field: string; readonly limits: Limits; readonly given: string }): string {
  const name = FIELDS[facts.field] ?? facts.field ?? 'Wert';
  return `${name}: erlaubt ist ${allowed(facts.limits)}, angegeben war ${facts.given ?? 'etwas anderes'}.`;
}

const table = {
  'request-invalid:field': field,
  'size-out-of-range:field': field,
  'steps-out-of-range:field': field,
  'guidance-out-of-range:field': field,
  'seed-out-of-range:field': field,
  'count-out-of-range:field': field,
  'variation-out-of-range:field': field,
  'strength-out-of-range:field': field,
  'image-unreadable:field': field,
  'size-out-of-range:area':
    'Ein Bild hat höchstens {max} Pixel (4096 × 4096), verlangt waren {width} × {height}; wählen Sie eine kleinere Breite oder Höhe.',
  'size-out-of-range:document':
    'Bilder können hier höchstens {max} px je Seite haben. Wählen Sie eine kleinere Breite oder Höhe.',
  'mask-unfit:size':
    'Die Maske hat {maskWidth} × {maskHeight} Pixel und das Bild {width} × {height}. Machen Sie die Maske so groß wie das Bild; was in ihr weiß ist, ändert sich.',
  'mask-unfit:picture':
    'Was eine Maske nicht zeigt, bleibt, wie es ist; deshalb hat das Ergebnis {width} × {height} Pixel wie das Bild. Verlangt waren {askedWidth} × {askedHeight}. Lassen Sie die Größe weg, oder ändern Sie vorher die Größe von Bild und Maske.',
  'mask-unfit:outpaint':
    'Das Bild hat {width} × {height} Pixel. Damit gezeichnet wird, was darum herum ist, verlangen Sie eine Größe, die größer ist und an keiner Seite kleiner; verlangt waren {askedWidth} × {askedHeight}.',
  'controlnet-missing:unsaid':
    'Sagen Sie, welches ControlNet dem Vorlagebild folgt (--controlnet): ein Ordner, eine Datei oder eine Kennung bei Hugging Face wie ishan24/Sana_600M_1024px_ControlNetPlus_diffusers.',
  'controlnet-missing:file': 'Unter {name} gibt es kein ControlNet. Prüfen Sie Pfad oder Kennung.',
  'controlnet-missing:here':
    'ControlNets lassen sich hier nicht öffnen. Zeichnen Sie auf der Kommandozeile, oder lassen Sie das Vorlagebild weg.',
  'controlnet-unfit:none':
    '{file} ist kein ControlNet von Sana: input_block fehlt. Wählen Sie den Ordner „controlnet“ von einem oder eine offizielle .pth.',
  'controlnet-unfit:width':
    '{file} ist ein ControlNet für ein Sana der Breite {found}; {model} hat die Breite {width}. Wählen Sie das zu diesem Modell (1152: 0.6B, 2240: 1.6B).',
  'controlnet-unfit:blocks':
    '{file} hat {found} Blöcke, und {model} hat Platz für {most} eines ControlNets. Wählen Sie das zu diesem Modell.',
  'controlnet-unfit:generation':
    '{file} ist ein ControlNet für eine andere Generation von Sana als {model}: Nur eines von beiden normiert Queries und Keys. Wählen Sie das zu diesem Modell.',
  'controlnet-unfit:family':
    '{file} ist ein ControlNet für Sana, und {model} ist ein Sprint, für das keines trainiert wurde. Wählen Sie ein Modell von Sana 1.0.',
  'request-invalid:control-span':
    'Das Vorlagebild zählt von {start} bis {end} der Schritte, also nie. Lassen Sie es enden, nachdem es beginnt.',
  'refine-unfit:mask':
    'Ein verfeinertes Bild wird überall neu gezeichnet; nichts davon bliebe, wie es war. Ändern Sie erst den Teil, und verfeinern Sie das Ergebnis.',
  'refine-unfit:size':
    'Das Bild zum Verfeinern hat {width} × {height} Pixel, verlangt waren {askedWidth} × {askedHeight}. Lassen Sie die Größe weg.',
  'refine-unfit:area':
    'Um {refine} verfeinert hätte das Bild {width} × {height} Pixel; gezeichnet werden höchstens 4096 × 4096, 8192 an einer Seite. Wählen Sie eine kleinere Größe.',
  'request-invalid:object': 'Eine Anfrage muss ein Objekt mit einem Prompt sein.',
  'request-invalid:empty': 'Sagen Sie, was das Bild zeigen soll.',
  'request-invalid:message': '{what}: {field} passt nicht ({detail}).',
  'request-invalid:source': 'Modelle der Art „{kind}“ können hier nicht geöffnet werden; es gibt: {kinds}.',
  'request-invalid:pag-layers':
    'PAG hat keinen Block {given} zu stören: {model} hat transformer_blocks.0 bis transformer_blocks.{last}.',
  'request-invalid:solver': ({ given, fitting }: { readonly given: string; readonly fitting: readonly string[] }) =>
    `Dieses Modell kann nicht mit ${given ?? 'diesem Sampler'} abgetastet werden; wählen Sie ${joined(fitting, ' oder ')}, oder lassen Sie den Sampler weg.`,
  'style-unreadable:format':
    '{what} enthält keine lesbaren Stile. Wählen Sie eine Datei, die hier gespeichert wurde, oder eine im selben Format.',
  'style-unreadable:version':
    '{what} wurde von einer späteren Version gespeichert. Bringen Sie diese auf den neuen Stand, und öffnen Sie die Datei dann.',
  'style-unreadable:value': (facts: {
    readonly what: string;
    readonly field: string;
    readonly given: string;
    readonly limits: Limits;
  }) =>
    `${facts.what ?? 'Die Datei'}: In einem Stil steht für ${facts.field ?? 'ein Feld'} ${facts.given ?? 'etwas anderes'}; erlaubt ist ${allowed(facts.limits)}. Berichtigen Sie es, und öffnen Sie die Datei noch einmal.`,
  'policy-unreadable':
    '{what} ist keine Richtlinie zur Sicherheit: {field}: {detail}. Schreiben Sie sie, wie docs/safety.md zeigt.',
  'policy-unreadable:missing':
    '{what} ist nicht da: Die Einstellung {setting} nennt es als Datei mit der Richtlinie zur Sicherheit. Legen Sie es dort ab, oder ändern Sie die Einstellung.',
  'probe-unreadable:value':
    '{what} ist keine Sonde: {field}: {detail}. Wählen Sie eine, die dieses Programm angepasst hat.',
  'probe-unreadable:version':
    '{what} ist von einer späteren Version. Bringen Sie dieses Programm auf den neuen Stand, oder passen Sie die Sonde neu an.',
  'probe-unfit:size':
    'Die Sonde der Richtlinie zur Sicherheit wurde an {name} angepasst, mit {layers} Schichten zu {width} Zahlen; der Textkodierer dieses Modells hat {ownLayers} zu {ownWidth}. Wählen Sie ein Modell mit jenem Textkodierer, oder nehmen Sie die Sonde aus der Richtlinie.',
  'probe-unfit:other':
    'Die Sonde der Richtlinie zur Sicherheit wurde an {name} angepasst; der Textkodierer dieses Modells ist ein anderer. Wählen Sie ein Modell mit jenem Textkodierer, oder nehmen Sie die Sonde aus der Richtlinie.',
  'classifier-missing':
    'Die Richtlinie zur Sicherheit lässt Bilder ansehen, und was sie ansieht, ist nicht hier. Fügen Sie es hinzu (sana models add open-nsfw) und benutzen Sie die Kommandozeile, oder nehmen Sie „pictures“ aus der Richtlinie.',
  'model-unsupported:no-turns':
    'Die Richtlinie zur Sicherheit fragt den Textkodierer nach Prompts, und der dieses Modells hat kein {token}: Er kann nicht gefragt werden. Wählen Sie ein Modell mit Gemma-2-2b-it, oder nehmen Sie „question“ aus der Richtlinie.',
  'asker-missing':
    'Die Richtlinie zur Sicherheit lässt {model} nach Prompts fragen, was nur auf der Kommandozeile geht. Nehmen Sie „model“ aus der „question“ der Richtlinie, oder zeichnen Sie dort.',
  'request-refused': ({ words }: { readonly words: readonly string[] }) =>
    `Der Prompt enthält Wörter, die nicht gezeichnet werden: ${joined(words, ', ', word => `„${word}“`)}. Schreiben Sie ihn ohne sie, oder lassen Sie sie durch ❤️ ersetzen.`,
  'request-refused:second-look':
    'Der zweite Blick der Richtlinie zur Sicherheit findet, dass dieser Prompt verlangt, was nicht gezeichnet wird. Schreiben Sie ihn anders.',
  'prompt-too-long': 'Der Prompt hat {length} Zeichen; kürzen Sie ihn auf höchstens {limit}.',
  'prompt-not-unicode:surrogate':
    'Der Prompt ist kein gültiges Unicode: An Stelle {offset} steht ein halbes Zeichen (U+{unit}) allein; entfernen Sie es.',
  'prompt-not-unicode:bytes':
    'Der Prompt ist kein gültiges Unicode (UTF-8). Schreiben Sie ihn neu, oder wandeln Sie ihn um.',

  'image-unreadable:pixels': (facts: PixelFacts) =>
    `${FIELDS[facts.field] ?? facts.field ?? 'Bild'}: Erlaubt sind RGBA-Bytes der Größe, zu ${facts.width ?? '…'} × ${facts.height ?? '…'} Pixeln kamen aber ${facts.length ?? 'keine'} Bytes; lesen Sie es noch einmal.`,
  'image-unreadable:not-png': 'Das ist kein PNG-Bild; wählen Sie eine PNG-Datei.',
  'image-unreadable:too-many-pixels':
    'Das Bild hat {width} × {height} Pixel; verkleinern Sie es erst auf weniger als {limit} Pixel.',
  'image-unreadable:damaged': 'Das PNG-Bild ist beschädigt oder abgeschnitten; speichern Sie es noch einmal.',
  'image-unreadable:not-webp': 'Das ist keine WebP-Datei.',
  'image-unreadable:unknown': 'Dieses Bild kann nicht gelesen werden; wählen Sie ein anderes.',
  'image-unreadable:no-request': 'In diesem Bild steht keine Anfrage; erstellen Sie es noch einmal.',
  'image-unreadable:file': '{file}: {problem}',
  'image-unreadable:file-size': '{file} hat {size} Bytes. Wählen Sie ein kleineres PNG-Bild.',
  'out-of-memory:picture': 'Der Speicher reichte nicht, um das Bild zu lesen; wählen Sie ein kleineres.',
} as const;

export const request = table satisfies Translated<typeof en, typeof table>;
