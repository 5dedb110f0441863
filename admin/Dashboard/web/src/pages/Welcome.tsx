import { useState, type FormEvent, type ReactNode } from 'react';
import { call, type ApiProblem, type Link } from '../api/api';
import { A } from '../app/router';
import { asProblem } from '../app/useAsync';
import { useTitle } from '../app/useTitle';
import '../styles/links.css';
import '../styles/stats.css';
import '../styles/welcome.css';
import { useText } from '../text/text';
import { CopyButton } from '../ui/CopyButton';
import { Field } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { QrCode } from './links/QrCode';
import { LiveFeed } from './stats/LiveFeed';

/** The way from nothing to a link made, tapped and seen: each step opens when the one before it is done. */
export function Welcome() {
  const { t } = useText();
  const [link, setLink] = useState<Link>();
  const [isSeen, setIsSeen] = useState(false);
  useTitle(t('welcome.title'));
  return (
    <div className="page narrow">
      <div>
        <h1>{t('welcome.title')}</h1>
        <p className="quiet">{t('welcome.lead')}</p>
      </div>
      <ol className="steps">
        <Step n={1} title={t('welcome.make')} isDone={!!link} isOpen={!link}>
          <Make onMade={setLink} />
        </Step>
        <Step n={2} title={t('welcome.tap')} isDone={isSeen} isOpen={!!link}>
          {link ? (
            <div className="qr-designer">
              <QrCode link={link} />
              <div className="dialog-body">
                <p>{t('welcome.tapMore')}</p>
                <div className="row">
                  <a href={link.shortUrl} target="_blank" rel="noreferrer" className="ltr">
                    {link.shortUrl}
                  </a>
                  <CopyButton text={link.shortUrl} label={t('link.copy', { name: link.slug })} />
                </div>
              </div>
            </div>
          ) : null}
        </Step>
        <Step n={3} title={t('welcome.see')} isDone={isSeen} isOpen={!!link}>
          {link ? <See link={link} onSeen={() => setIsSeen(true)} /> : null}
        </Step>
      </ol>
    </div>
  );
}

function Step({ n, title, isDone, isOpen, children }: { n: number; title: string; isDone: boolean; isOpen: boolean; children: ReactNode }) {
  const { t, number } = useText();
  return (
    <li className={isOpen || isDone ? 'card step' : 'card step later'}>
      <div className="row">
        <span className={isDone ? 'step-mark done' : 'step-mark'}>{isDone ? <Icon name="check" /> : number(n)}</span>
        <h2>
          {title}
          {isDone ? <span className="visually-hidden"> {t('welcome.done')}</span> : null}
        </h2>
      </div>
      {isOpen ? <div className="step-body">{children}</div> : null}
    </li>
  );
}

function Make({ onMade }: { onMade(link: Link): void }) {
  const { t } = useText();
  const [url, setUrl] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    try {
      const made = await call('post', '/links', { body: { url: url.trim() } });
      if ('slug' in made) onMade(made);
    } catch (failure) {
      setProblem(asProblem(failure));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <Field label={t('form.url')} type="url" dir="ltr" placeholder="https://" required value={url} onChange={(event) => setUrl(event.target.value)} errors={problem ? (problem.errors.url ?? [problem.message]) : undefined} hint={t('welcome.urlHint')} autoFocus />
      <div className="row">
        <button className="button primary" disabled={isBusy}>
          {t('form.create')}
        </button>
      </div>
    </form>
  );
}

function See({ link, onSeen }: { link: Link; onSeen(): void }) {
  const { t } = useText();
  const [isSeen, setIsSeen] = useState(false);
  return (
    <div className="dialog-body">
      <LiveFeed
        link={link.id}
        onHuman={() => {
          setIsSeen(true);
          onSeen();
        }}
      />
      {isSeen ? (
        <div className="row">
          <p role="status">{t('welcome.seen')}</p>
          <A className="button primary" to={`/links/${link.id}`}>
            {t('welcome.stats')}
          </A>
        </div>
      ) : null}
    </div>
  );
}
