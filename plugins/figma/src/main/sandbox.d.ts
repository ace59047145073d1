// What Figma's sandbox has beside the language itself, as far as it is used here. build/sandbox-gate.ts lists all of it.

declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number): void;
declare const console: { warn(...facts: unknown[]): void };
