import type { SafetyPolicy } from '@sana-studio/core';
import { useRef, useState } from 'preact/hooks';
import { policyJson } from '../../safety/policy-file.ts';
import { usePanel } from './context.tsx';
import { saveText } from './save-text.ts';
import { useObserved } from './use-observed.ts';

const FILE_NAME = 'safety-policy.json';

/** A policy comes from a file that a team shares, and goes into one. */
export function SafetyFiles({ policy }: { readonly policy: SafetyPolicy }) {
  const { controller, texts } = usePanel();
  const { safety } = controller;
  const before = useObserved(safety.before);
  const [opened, setOpened] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const own = texts.safety;
  const open = async (file: File) => {
    if (await safety.open(file)) setOpened(file.name);
  };
  return (
    <>
      <div class="row">
        {safety.isOpen && (
          <>
            <button type="button" onClick={() => input.current?.click()}>
              {own.open}
            </button>
            <input
              ref={input}
              hidden
              type="file"
              name="safetyFile"
              accept=".json,application/json"
              aria-label={own.open}
              onChange={event => {
                const [file] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                if (file) void open(file);
              }}
            />
          </>
        )}
        <button type="button" onClick={() => saveText(FILE_NAME, policyJson(policy))}>
          {own.save}
        </button>
        {safety.isOpen && (
          <button type="button" onClick={() => void safety.change({})}>
            {own.reset}
          </button>
        )}
      </div>
      {before && (
        <p class="hint" role="status">
          {own.opened(opened)}{' '}
          <button type="button" class="link" onClick={() => void safety.change(before)}>
            {own.back}
          </button>
        </p>
      )}
    </>
  );
}
