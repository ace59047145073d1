import { BRIGHT, DOOR, HILL, ROOF, scene, squares, WALLS } from './sketch-scene.tsx';

/** As if by hand. */
export const DRAWN = {
  flat: scene(BRIGHT),
  line: (
    <>
      <path fill="#ffffff" d="M0 0H48V36H0Z" />
      <g fill="#ffffff" stroke="#111111" stroke-width="0.8" stroke-linejoin="round">
        <circle cx="39" cy="9" r="4.5" />
        <path d={HILL} />
        <path d={WALLS} />
        <path d={ROOF} />
        <path d={DOOR} />
      </g>
    </>
  ),
  watercolour: (
    <>
      <filter id="sana-sketch-wash" x="-10%" y="-10%" width="120%" height="120%">
        <feTurbulence type="fractalNoise" baseFrequency="0.16" numOctaves="3" result="grain" />
        <feDisplacementMap in="SourceGraphic" in2="grain" scale="5" result="loose" />
        <feColorMatrix in="grain" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.6 -0.1" result="paper" />
        <feComposite in="loose" in2="paper" operator="in" />
      </filter>
      {scene(
        { sky: '#f6f3ea', sun: '#f3d48e', hill: '#a3c4a0', walls: '#efdcc4', roof: '#d79a86', door: '#a48f80' },
        'url(#sana-sketch-wash)',
      )}
    </>
  ),
  pixel: squares(
    [
      '............',
      '.........ss.',
      '.....r...ss.',
      '....rrr.....',
      '...rrrrr....',
      '....www.....',
      '....wdw.hhhh',
      'hhhhwdwhhhhh',
      'hhhhhhhhhhhh',
    ],
    { '.': BRIGHT.sky, s: BRIGHT.sun, r: BRIGHT.roof, w: BRIGHT.walls, d: BRIGHT.door, h: BRIGHT.hill },
  ),
  'paper-cut': (
    <>
      <filter id="sana-sketch-paper" x="-20%" y="-20%" width="140%" height="150%">
        <feDropShadow dx="0.4" dy="1.1" stdDeviation="0.7" flood-color="#1d2b3a" flood-opacity="0.55" />
      </filter>
      <path fill="#f4ddc6" d="M0 0H48V36H0Z" />
      {[
        ['#f0b775', 'M39 3.5A5.5 5.5 0 1 1 38.9 3.5Z'],
        ['#8fb7b2', 'M0 20Q12 11 26 19T48 17V36H0Z'],
        ['#fbf3e6', WALLS],
        ['#c9583f', ROOF],
        ['#3f7f7a', 'M0 28Q14 22 26 27T48 25V36H0Z'],
        ['#24545a', 'M0 33Q20 27 48 32V36H0Z'],
      ].map(([fill, d]) => (
        <path key={d} fill={fill} d={d} filter="url(#sana-sketch-paper)" />
      ))}
    </>
  ),
} as const;
