'use client';

import { sanaMini } from '@sana-studio/sana-mini';
import { SanaImage } from 'sana-studio/react';

const engine = { model: sanaMini };

export function Picture() {
  return (
    <SanaImage
      prompt="A cute 🐶 playing with a 🏀 on the grass"
      seed={3}
      alt="A dog with a ball"
      engine={engine}
    />
  );
}
