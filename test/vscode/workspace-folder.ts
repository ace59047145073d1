import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of a folder that a window is open on. Paths are those below it. */
export class WorkspaceFolder {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  copy(from: string, to: string): void {
    copyFileSync(join(this.folder, from), join(this.folder, to));
  }

  writeBytes(path: string, bytes: Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), bytes);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  bytes(path: string): Uint8Array {
    return readFileSync(join(this.folder, path));
  }

  /** Names of the files in a folder; empty if there is none. */
  list(path: string): string[] {
    const folder = join(this.folder, path);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** Removes every picture. */
  clear(): void {
    rmSync(join(this.folder, 'images'), { recursive: true, force: true });
  }
}
