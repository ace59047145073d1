import { DOOR, HILL, ROOF, WALLS } from './sketch-scene.tsx';

/** With light and depth. */
export const LIT = {
  photograph: (
    <>
      <linearGradient id="sana-sketch-dusk" x2="0" y2="1">
        <stop offset="0" stop-color="#7f9fbf" />
        <stop offset="0.6" stop-color="#f0c9a0" />
        <stop offset="1" stop-color="#f6e2c4" />
      </linearGradient>
      <filter id="sana-sketch-blur">
        <feGaussianBlur stdDeviation="1.6" />
      </filter>
      <path fill="url(#sana-sketch-dusk)" d="M0 0H48V36H0Z" />
      <g filter="url(#sana-sketch-blur)">
        <circle cx="39" cy="11" r="5" fill="#fff3d6" />
        <path fill="#55708a" d="M0 24Q12 15 26 22T48 20V36H0Z" />
      </g>
      <path fill="#3d5238" d={HILL} />
      <path fill="#c9b79e" d={WALLS} />
      <path fill="#e8d9bf" d="M25 17H30V28H25Z" />
      <path fill="#70392e" d={ROOF} />
      <path fill="#33281f" d={DOOR} />
      <path fill="#ffdf9a" d="M17.5 20H20V23H17.5ZM26.5 20H29V23H26.5Z" />
    </>
  ),
  'three-d': (
    <>
      <radialGradient id="sana-sketch-ball" cx="0.35" cy="0.3">
        <stop offset="0" stop-color="#ffffff" />
        <stop offset="0.4" stop-color="#f8c95a" />
        <stop offset="1" stop-color="#b9822a" />
      </radialGradient>
      <linearGradient id="sana-sketch-wall">
        <stop offset="0" stop-color="#ffffff" />
        <stop offset="1" stop-color="#c3b29c" />
      </linearGradient>
      <linearGradient id="sana-sketch-roof">
        <stop offset="0" stop-color="#f08a70" />
        <stop offset="1" stop-color="#9e3425" />
      </linearGradient>
      <path fill="#dfe3ea" d="M0 0H48V36H0Z" />
      <ellipse cx="24" cy="30" rx="17" ry="3.5" fill="#9aa3b2" opacity="0.7" />
      <circle cx="39" cy="10" r="5" fill="url(#sana-sketch-ball)" />
      <rect x="15.5" y="15" width="15" height="14.5" rx="2.5" fill="url(#sana-sketch-wall)" />
      <path fill="url(#sana-sketch-roof)" d="M14 18Q12 18 13.5 16L21.5 7.5Q23 6 24.5 7.5L32.5 16Q34 18 32 18Z" />
      <rect x="20.5" y="21.5" width="5" height="8" rx="2" fill="#5b4636" />
    </>
  ),
  isometric: (
    <>
      <path fill="#e9e4f2" d="M0 0H48V36H0Z" />
      <path fill="#a9cfa4" d="M24 16L42 25L24 34L6 25Z" />
      <path fill="#fbf1e0" d="M14 15L24 20V30L14 25Z" />
      <path fill="#d9c9b0" d="M34 15L24 20V30L34 25Z" />
      <path fill="#d9573f" d="M14 15L24 4L24 20Z" />
      <path fill="#b64531" d="M34 15L24 4L24 20Z" />
      <path fill="#5b4636" d="M17 20.5L20 22V28L17 26.5Z" />
    </>
  ),
  product: (
    <>
      <linearGradient id="sana-sketch-seam" x2="0" y2="1">
        <stop offset="0" stop-color="#fafafa" />
        <stop offset="1" stop-color="#d6d9dc" />
      </linearGradient>
      <filter id="sana-sketch-soft">
        <feGaussianBlur stdDeviation="1.2" />
      </filter>
      <path fill="url(#sana-sketch-seam)" d="M0 0H48V36H0Z" />
      <ellipse cx="24" cy="30.5" rx="12" ry="1.8" fill="#7d858c" filter="url(#sana-sketch-soft)" />
      <path fill="#fbf1e0" d="M17 16H31V30H17Z" />
      <path fill="#ffffff" d="M17 16H20V30H17Z" />
      <path fill="#d9573f" d="M15 17L24 7.5L33 17Z" />
      <path fill="#ef8a74" d="M15 17L24 7.5L25.5 9L18.5 17Z" />
      <path fill="#5b4636" d="M22 23H26V30H22Z" />
    </>
  ),
} as const;
