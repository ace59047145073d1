import { sanaMini } from '@sana-studio/sana-mini';
import { useState } from 'react';
import { configure } from 'sana-studio';
import { SanaImage } from 'sana-studio/react';

configure({ model: sanaMini });

export function Page() {
  const [seed, setSeed] = useState(3);
  return (
    <main>
      <SanaImage
        prompt="A cute 🐶 playing with a 🏀 on the grass"
        seed={seed}
        alt="A dog with a ball"
        progress={(fraction, cancel) => (
          <>
            <progress max={1} value={fraction} aria-label="How far the picture is" />
            <button type="button" onClick={cancel}>
              Stop
            </button>
          </>
        )}
      />
      <button type="button" onClick={() => setSeed(seed + 1)}>
        Another one
      </button>
    </main>
  );
}
