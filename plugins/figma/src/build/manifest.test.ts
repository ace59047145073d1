import { HUGGING_FACE } from '@sana-studio/models';
import { describe, expect, it } from 'vitest';
import { EDITORS, type Editor, engineAddress, manifest } from './manifest.ts';

const figma: readonly Editor[] = ['figma'];

describe('the manifest', () => {
  it('lets the plugin reach the engine page and nothing else', () => {
    const engine = engineAddress('https://sana.example.com/studio/');
    expect(manifest({ engine, editors: figma })).toMatchObject({
      documentAccess: 'dynamic-page',
      networkAccess: { allowedDomains: ['https://sana.example.com'], reasoning: expect.any(String) },
    });
    expect(manifest({ engine: engineAddress('http://localhost:5180'), editors: figma })).toMatchObject({
      networkAccess: { allowedDomains: ['none'], devAllowedDomains: ['http://localhost:5180'] },
    });
  });

  it('names every host that is asked for anything, the page by its whole address', () => {
    const engine = engineAddress('https://sana.example.com/v0.1.0-0123456789ab/');
    const { networkAccess } = manifest({ engine, editors: figma }) as { networkAccess: { reasoning: string } };
    expect(networkAccess.reasoning).toContain(engine.href);
    expect(networkAccess.reasoning).toContain(HUGGING_FACE);
  });

  it('may not use the name of Figma', () => {
    const { name } = manifest({ engine: engineAddress('https://a.example'), editors: figma }) as { name: string };
    expect(name).not.toMatch(/figma/i);
  });

  it.each(['', 'sana', 'http://sana.example.com', 'http://127.0.0.1:5180', 'file:///tmp'])('refuses %j', address => {
    expect(() => engineAddress(address)).toThrow('--engine https://sana.example.com/');
  });

  it('refuses editors that Figma does not take together', () => {
    const engine = engineAddress('https://a.example');
    expect(() => manifest({ engine, editors: EDITORS })).toThrow('one folder for each');
    expect(manifest({ engine, editors: ['figma', 'dev'] })).toMatchObject({ capabilities: ['inspect'] });
  });
});
