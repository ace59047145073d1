import type { PluginTexts } from './en.ts';

export const de: PluginTexts = {
  place: 'Wohin',
  places: { fill: 'In die Ebene', beside: 'Daneben, als Raster', replace: 'Anstelle des Textes' },
  fit: 'Einpassen',
  fits: { FILL: 'Ausfüllen', FIT: 'Ganz zeigen' },
  when: 'Einfügen',
  whens: { ready: 'Sobald es fertig ist', click: 'Wenn ich klicke' },
  undo: 'Rückgängig',
  undos: { together: 'Alle eines Laufs auf einmal', each: 'Ein Bild nach dem anderen' },
  selectedLayer: 'Ausgewählte Ebene',
  markedPart: 'Teil unter den ausgewählten Formen',
  wireframe: 'Aus diesem Wireframe',
  thisFile: 'diese Datei',
  together: (layers: number) => `Alle ${layers} zusammen`,
  leftOut: {
    locked: (layer: string) =>
      `„${layer}“ oder eine Ebene darüber ist gesperrt. Heben Sie die Sperre auf, um es zu füllen.`,
    nothing: (layer: string) => `„${layer}“ ist ausgeblendet oder enthält nichts, was gefüllt werden kann.`,
  },
  nothingSelected: 'Nichts ist ausgewählt: Das Bild kommt in den Bereich, den Sie gerade sehen.',
  altText: 'Alternativtext schreiben',
  altTexts: {
    none: 'Nichts Ausgewähltes enthält ein Bild, das hier erstellt wurde und dessen Worte sein Alternativtext sein könnten.',
    written: (texts: number) => `Geschriebene Alternativtexte: ${texts}.`,
    same: (texts: number) => `Schon da: ${texts}.`,
    stay: (texts: number) => `Andere, die bleiben: ${texts}.`,
    kept: (texts: number, before: string, after: string) =>
      texts === 1
        ? `Es sagt „${before}“. Durch „${after}“ ersetzen?`
        : `${texts} sagen etwas anderes, etwa „${before}“.`,
    replace: 'Ersetzen',
    refused: (layers: readonly string[]) =>
      `Gesperrt oder ohne Anmerkungen: ${layers.map(name => `„${name}“`).join(', ')}.`,
  },
  about: 'Info',
  report: 'Für eine Fehlermeldung',
  copy: 'Kopieren',
  test: 'Dieses Figma prüfen',
  resize: 'Größe des Panels ändern: Pfeiltasten oder ziehen',
  readOnly: 'Im Dev Mode können Ebenen nicht geändert werden. Bilder lassen sich erstellen und herunterladen.',
  unreadable: (layers: readonly string[]) =>
    `Figma gibt nicht alles frei von ${layers.map(name => `„${name}“`).join(', ')}; der Rest lässt sich verwenden. Meist liegt es an einer Komponentengruppe mit Fehlern.`,
  notices: {
    locked: 'Ein Teil der Auswahl ist gesperrt und bleibt, wie er ist.',
    'no words': 'Manche Stellen haben keinen Text, der sagt, was zu zeichnen ist: Schreiben Sie einen.',
    'too many': 'Das sind mehr Ebenen, als sich auf einmal prüfen lassen: Wählen Sie weniger aus.',
  },
  remarks: {
    hidden: 'Das Bild ist in einer ausgeblendeten Ebene.',
    'outside-instance': 'Einer Instanz kann nichts hinzugefügt werden; das Bild steht daher daneben.',
    'outside-frame':
      'Das Bild steht neben dem Rahmen der Ebene: Darin hätte es andere Ebenen verschoben oder wäre nicht zu sehen gewesen.',
    'not-remembered':
      'Der Prompt ist zu lang, um mit der Ebene gespeichert zu werden; von dort lässt sich das Bild daher nicht noch einmal erstellen.',
    covered: 'Formen liegen über dem Bild: Blenden Sie sie aus oder löschen Sie sie, um es ganz zu sehen.',
  },
};
