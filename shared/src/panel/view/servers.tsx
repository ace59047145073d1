import { useId, useState } from 'preact/hooks';
import type { PanelServer } from '../../host.ts';
import { serverEntries } from '../../servers/servers.ts';
import { usePanel } from './context.tsx';
import { modelName } from './model-names.ts';
import { ServerAnswer } from './server-answer.tsx';
import { useObserved } from './use-observed.ts';

/** Servers that draw, and the way to another one. */
export function ServerList() {
  const { controller } = usePanel();
  const [address, setAddress] = useState('');
  const known = useObserved(controller.servers.known);
  return (
    <div class="settings-body">
      {known.map(server => (
        <Server key={server.address} server={server} onChange={() => setAddress(server.address)} />
      ))}
      <ServerForm address={address} onAddress={setAddress} />
    </div>
  );
}

interface ServerProps {
  readonly server: PanelServer;
  /** The person wants to give another key. */
  readonly onChange: () => void;
}

function Server({ server, onChange }: ServerProps) {
  const { state, controller, texts, locale } = usePanel();
  const isBusy = state.activity.kind !== 'idle';
  const { host, engine, hasKey, isSetting } = server;
  return (
    <section>
      <h2>{host}</h2>
      <p class="hint">
        {engine && <span>{engine}</span>}
        {isSetting && <span>{texts.servers.fromSetting}</span>}
      </p>
      <ul>
        {serverEntries(server).map(model => (
          <li key={model.id} class="server-model">
            <span>{modelName(model, locale)}</span>
            {state.form.model === model.id ? (
              <span class="hint">{texts.models.inUse}</span>
            ) : (
              <button type="button" disabled={isBusy} onClick={() => void controller.models.choose(model.id)}>
                {texts.models.use}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="hint">
        <button type="button" class="link" onClick={onChange}>
          {hasKey ? texts.servers.again : texts.servers.test}
        </button>
        {!isSetting && (
          <button
            type="button"
            class="link"
            disabled={isBusy}
            onClick={() => void controller.servers.forget(server.address)}
          >
            {texts.servers.forget}
          </button>
        )}
      </p>
    </section>
  );
}

interface ServerFormProps {
  readonly address: string;
  readonly onAddress: (address: string) => void;
}

function ServerForm({ address, onAddress }: ServerFormProps) {
  const { state, controller, texts } = usePanel();
  const { servers, host } = controller;
  const id = useId();
  const [key, setKey] = useState('');
  const [keep, setKeep] = useState(false);
  const question = useObserved(servers.question);
  const known = useObserved(servers.known).find(server => server.address === address);
  const named = { address: address.trim(), key: key.trim() || undefined };
  const isAsking = question?.kind === 'testing' || question?.kind === 'asking';
  const isReady = named.address !== '' && !isAsking && state.activity.kind === 'idle';
  const inSystem = host.keysIn === 'system';
  const use = async (model?: string) => {
    if (!(await servers.use(named, keep, model))) return;
    onAddress('');
    setKey('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && isReady) void servers.test(named);
  };
  return (
    <>
      <div class="field">
        <label for={id}>{texts.servers.address}</label>
        <input
          id={id}
          name="server"
          type="url"
          autocomplete="off"
          spellcheck={false}
          placeholder="https://draw.example.org"
          value={address}
          onInput={event => {
            servers.stop();
            onAddress(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="field">
        <label for={`${id}-key`}>{texts.servers.key}</label>
        <input
          id={`${id}-key`}
          name="serverKey"
          type="password"
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-kept`}
          value={key}
          onInput={event => setKey(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <p class="hint" id={`${id}-kept`}>
          {known?.hasKey && <span>{texts.servers.keyKept}</span>}
          {inSystem && <span>{texts.servers.keyInSystem}</span>}
          {!inSystem && key !== '' && (
            <>
              <label class="check">
                <input
                  type="checkbox"
                  name="keepServerKey"
                  checked={keep}
                  onChange={event => setKeep(event.currentTarget.checked)}
                />{' '}
                {texts.servers.keepKey}
              </label>
              {!keep && <span>{texts.servers.keyForVisit}</span>}
            </>
          )}
        </p>
      </div>
      <p class="hint" id={`${id}-leaves`}>
        <span>{texts.servers.leaves(hostIn(named.address))}</span>
        <span>{texts.servers.testLeaves}</span>
      </p>
      <div class="buttons">
        <button
          type="button"
          disabled={!isReady}
          aria-describedby={`${id}-leaves`}
          onClick={() => void servers.test(named)}
        >
          {texts.servers.test}
        </button>
        <button
          type="button"
          class="primary"
          disabled={!isReady}
          aria-describedby={`${id}-leaves`}
          onClick={() => void use()}
        >
          {texts.servers.use}
        </button>
      </div>
      {question && <ServerAnswer question={question} host={hostIn(question.address) || question.address} onUse={use} />}
    </>
  );
}

/** What people know an address by, as soon as it is one. */
function hostIn(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
