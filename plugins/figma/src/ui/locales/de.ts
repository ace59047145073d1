import type { PluginTexts } from './en.ts';

export const de: PluginTexts = {
  place: 'Einsetzen',
  places: { fill: 'In die Ebene', beside: 'Daneben, als Raster', replace: 'Anstelle des Textes' },
  fit: 'Einpassen',
  fits: { FILL: 'Ausfüllen', FIT: 'Ganz zeigen' },
  when: 'Einfügen',
  whens: { ready: 'Sobald es fertig ist', click: 'Wenn ich klicke' },
  undo: 'Rückgängig',
  undos: { together: 'Alle eines Laufs auf einmal', each: 'Ein Bild nach dem anderen' },
  selectedLayer: 'Ausgewählte Ebene',
  thisFile: 'diese Datei',
  together: (layers: number) => `Alle ${layers} zusammen`,
  leftOut: {
    locked: (layer: string) =>
      `„${layer}“ oder etwas darum herum ist gesperrt. Heben Sie die Sperre auf, um es zu füllen.`,
    nothing: (layer: string) => `„${layer}“ ist ausgeblendet, oder darin ist nichts zu füllen.`,
  },
  nothingSelected: 'Nichts ist ausgewählt: Das Bild kommt dorthin, wo Sie hinsehen.',
  about: 'Über',
  report: 'Für die Meldung eines Fehlers',
  copy: 'Kopieren',
  test: 'Dieses Figma prüfen',
  resize: 'Größe des Panels ändern: Pfeiltasten oder ziehen',
  readOnly: 'Im Dev Mode können Ebenen nicht geändert werden. Bilder lassen sich machen und herunterladen.',
  unreadable: (layers: readonly string[]) =>
    `Figma lässt nicht alles lesen von ${layers.map(name => `„${name}“`).join(', ')}; der Rest geht. Meist liegt es an einer Komponentengruppe mit Fehlern.`,
  notices: {
    locked: 'Ein Teil der Auswahl ist gesperrt und bleibt, wie er ist.',
    'no words': 'Manche Plätze haben keine Wörter, die sagen, was zu zeichnen ist: Schreiben Sie welche.',
    'too many': 'Das sind mehr Ebenen, als angesehen werden können: Wählen Sie weniger auf einmal.',
  },
  remarks: {
    hidden: 'Das Bild ist in einer ausgeblendeten Ebene.',
    'outside-instance': 'Einer Instanz kann nichts hinzugefügt werden, das Bild ist daher daneben.',
    'outside-frame':
      'Das Bild ist neben dem, was um die Ebene herum ist: Darin hätte es andere Ebenen verschoben oder wäre nicht zu sehen gewesen.',
    'not-remembered':
      'Der Prompt ist zu lang, um mit der Ebene aufbewahrt zu werden; von dort lässt sich das Bild daher nicht noch einmal machen.',
  },
};
