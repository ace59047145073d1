const unfit = <const What extends string>(what: What) => `Das LoRA {file} ist nicht zu gebrauchen: ${what}` as const;

export const additions = {
  'lora-missing:file':
    'Ein LoRA {file} gibt es hier nicht. Wählen Sie die Datei noch einmal, oder zeichnen Sie ohne sie.',
  'lora-missing:other':
    'Das LoRA {file} ist eine andere Datei als die, mit der das Bild gemacht wurde: Ihr SHA-256 beginnt mit {found}, nicht mit {wanted}. Wählen Sie jene Datei, oder lassen Sie den Hash weg.',
  'lora-unfit:none': unfit('Es sind keine Paare aus lora_A und lora_B darin und keine aus lora_down und lora_up.'),
  'lora-unfit:method': unfit(
    'Es ist ein {method} ({tensor}), was hier nicht angewandt wird. Paare zweier Matrizen (LoRA) werden es.',
  ),
  'lora-unfit:dora': unfit(
    'Es ist ein DoRA, das auch die Spalten der Gewichte skaliert. Das wird hier nicht angewandt; trainieren Sie es ohne use_dora.',
  ),
  'lora-unfit:text-encoder': unfit(
    'Es verändert auch den Text-Encoder ({tensor}), was hier nicht angewandt wird. Trainieren oder speichern Sie es nur für den Transformer.',
  ),
  'lora-unfit:tensor': unfit('Es enthält {tensor}, was kein LoRA hat.'),
  'lora-unfit:half': unfit(
    'Von {module} ist eine Matrix des Paars da, und die andere fehlt. Laden Sie die Datei noch einmal.',
  ),
  'lora-unfit:twice': unfit('{module} und {other} verändern dieselbe Matrix.'),
  'lora-unfit:family': unfit('Es wurde für {family} gemacht: Es verändert {module}, das kein Sana-Modell hat.'),
  'lora-unfit:module': unfit('Es verändert {module}, das {model} nicht hat. Es wurde für ein anderes Modell gemacht.'),
  'lora-unfit:no-matrix': unfit(
    '{module} ist keine Matrix: Faltungen von 1×1 Pixeln und lineare Schichten lassen sich verändern, andere nicht.',
  ),
  'lora-unfit:shape': unfit(
    '{module} hat die Form {found}, wo {model} {expected} hat. Es wurde für ein Modell anderer Größe gemacht.',
  ),
  'lora-unfit:rank': unfit('Die Matrizen von {module} haben die Ränge {a} und {b}; sie müssen gleich und über 0 sein.'),
  'lora-unfit:alpha': unfit('Das alpha von {module} ist keine Zahl.'),
  'lora-unfit:pattern': unfit(
    'Sein alpha_pattern hat den Schlüssel {pattern}, der kein einfaches Muster von Modulnamen ist.',
  ),
  'lora-unfit:numbers': unfit(
    '{tensor} hat Werte, die keine endlichen Zahlen sind. Sein Training ist misslungen; nehmen Sie einen früheren Schritt.',
  ),
  'lora-unfit:insecure':
    'LoRAs brauchen eine Seite, die über https oder auf diesem Rechner geöffnet wurde. Öffnen Sie die Seite so.',
} as const;
