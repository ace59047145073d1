import { useEffect, useRef } from 'preact/hooks';
import type { ServerReport } from '../../host.ts';
import type { ServerQuestion } from '../server-choice.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { factsOf } from './server-words.ts';
import { errorWords, problemWords } from './words.ts';

interface ServerAnswerProps {
  readonly question: ServerQuestion;
  readonly host: string;
  /** The person takes a model of the server. */
  readonly onUse: (model: string) => Promise<void>;
}

/** What is being asked of a server, or what came of it. */
export function ServerAnswer({ question, host, onUse }: ServerAnswerProps) {
  const { controller, texts, locale } = usePanel();
  const place = useRef<HTMLDivElement>(null);
  // it comes below what the person has pressed, where the footer may be before it
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [question.kind]);
  const stop = () => controller.servers.stop();
  switch (question.kind) {
    case 'testing':
    case 'asking': {
      const words = texts.servers[question.kind](host);
      return (
        <div ref={place} class="running" role="status">
          <span>{words}</span>
          <button type="button" onClick={stop}>
            {texts.cancel}
          </button>
          <progress aria-label={words} />
        </div>
      );
    }
    case 'failed':
      return (
        <div ref={place} class="note problem" role="alert">
          <Icon name="warning" />
          <div>
            <p>
              <strong>{problemWords(question.error, texts)}</strong>
            </p>
            <p class="hint">{errorWords(question.error, locale)}</p>
            <div class="buttons">
              <button type="button" class="primary" onClick={question.again}>
                {texts.retry}
              </button>
              <button type="button" onClick={stop}>
                {texts.close}
              </button>
            </div>
          </div>
        </div>
      );
    case 'reported':
      return (
        <div ref={place}>
          <Report report={question.report} onUse={onUse} />
        </div>
      );
  }
}

interface ReportProps {
  readonly report: ServerReport;
  readonly onUse: (model: string) => Promise<void>;
}

function Report({ report, onUse }: ReportProps) {
  const { controller, state, texts, locale } = usePanel();
  const { host, models } = report;
  return (
    <section class="model-card" role="status">
      <h2>{texts.servers.report(host)}</h2>
      <dl class="facts">
        {factsOf(report, locale).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="buttons">
        {models.length > 1 &&
          models.map(model => (
            <button
              key={model}
              type="button"
              disabled={state.activity.kind !== 'idle'}
              onClick={() => void onUse(model)}
            >
              {texts.models.use}: {model}
            </button>
          ))}
        <button type="button" onClick={() => controller.servers.stop()}>
          {texts.close}
        </button>
      </div>
    </section>
  );
}
