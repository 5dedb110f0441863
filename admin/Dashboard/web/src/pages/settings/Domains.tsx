import { useState, type FormEvent } from 'react';
import { call, type Domain } from '../../api/api';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Empty, Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { useAct } from './useAct';

const looks = { pending: 'warn', verified: 'good', failed: 'bad' } as const;

export function Domains() {
  const { t } = useText();
  const asked = useAsync(async (signal) => (await call('get', '/domains', { signal })).data, []);
  const [asks, setAsks] = useState<'new' | Domain>();
  const say = useToast();
  return (
    <section className="card">
      <div className="row spread">
        <h2>{t('domains.title')}</h2>
        <button className="button" onClick={() => setAsks('new')}>
          <Icon name="plus" />
          {t('domains.new')}
        </button>
      </div>
      <p className="quiet small">{t('domains.lead')}</p>
      {asked.data?.length === 0 ? (
        <Empty icon="link" title={t('domains.none')}>
          {t('domains.noneMore')}
        </Empty>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.map((domain) => (
            <li key={domain.id}>
              <DomainItem domain={domain} onChange={asked.reload} onRemove={() => setAsks(domain)} />
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
      {asks === 'new' ? <NewDomain onClose={() => setAsks(undefined)} onMade={() => (setAsks(undefined), asked.reload())} /> : null}
      {asks && asks !== 'new' ? (
        <Confirm
          title={t('domains.removeTitle', { host: asks.host })}
          more={t('domains.removeMore')}
          action={t('action.delete')}
          onClose={() => setAsks(undefined)}
          onYes={async () => {
            await call('delete', '/domains/{name}', { path: { name: asks.host } });
            say(t('domains.removed'));
            asked.reload();
          }}
        />
      ) : null}
    </section>
  );
}

function DomainItem({ domain, onChange, onRemove }: { domain: Domain; onChange(): void; onRemove(): void }) {
  const { t, ago } = useText();
  const { act, isBusy, problem } = useAct();
  const { state, reason, checkedAt, dns, http } = domain.verification;
  const verify = async () => {
    const looked = await act(() => call('post', '/domains/{name}/verify', { path: { name: domain.host } }));
    if (looked) onChange();
  };
  const makeDefault = async () => {
    if (await act(() => call('patch', '/domains/{name}', { path: { name: domain.host }, body: { default: true } }), t('saved'))) onChange();
  };
  return (
    <div className="domain">
      <div className="row spread">
        <div className="row">
          <strong className="ltr break">{domain.host}</strong>
          <span className={`tag ${looks[state as keyof typeof looks]}`}>{t(`domains.${state as keyof typeof looks}`)}</span>
          {domain.default ? <span className="tag">{t('domains.default')}</span> : null}
          {domain.served ? null : <span className="tag bad">{t('domains.notServed')}</span>}
        </div>
        <div className="row">
          {domain.default ? null : (
            <button className="button" disabled={isBusy} onClick={() => void makeDefault()} aria-label={t('domains.makeDefaultOf', { host: domain.host })}>
              {t('domains.makeDefault')}
            </button>
          )}
          <button className="button" disabled={isBusy} onClick={() => void verify()} aria-label={t('domains.verifyOf', { host: domain.host })}>
            {t('domains.verify')}
          </button>
          {domain.default ? null : (
            <button className="button icon danger" onClick={onRemove} aria-label={t('domains.removeOf', { host: domain.host })} title={t('action.delete')}>
              <Icon name="close" />
            </button>
          )}
        </div>
      </div>
      <Refusal problem={problem} />
      {state === 'failed' && reason ? <p className="notice bad">{reason}</p> : null}
      {checkedAt ? <p className="quiet small">{t('domains.checked', { ago: ago(checkedAt) })}</p> : null}
      {state === 'verified' ? null : (
        <details open={state === 'pending' && !checkedAt}>
          <summary>{t('domains.how')}</summary>
          <div className="form">
            <p className="small">{t('domains.pointMore')}</p>
            <p className="small">{t('domains.txtMore')}</p>
            <div className="pair">
              <Secret label={t('domains.txtName')} value={dns.name} isShown />
              <Secret label={t('domains.txtValue')} value={dns.value} isShown />
            </div>
            <p className="small">{t('domains.fileMore')}</p>
            <div className="pair">
              <Secret label={t('domains.fileUrl')} value={http.url} isShown />
              <Secret label={t('domains.fileContent')} value={http.content} isShown />
            </div>
          </div>
        </details>
      )}
    </div>
  );
}

function NewDomain({ onClose, onMade }: { onClose(): void; onMade(): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [host, setHost] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => call('post', '/domains', { body: { host } as never }))) onMade();
  };
  const errors = problem?.errors.host;
  return (
    <Dialog title={t('domains.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Refusal problem={errors ? undefined : problem} />
        <Field label={t('domains.host')} hint={t('domains.hostHint')} dir="ltr" value={host} onChange={(event) => setHost(event.target.value)} errors={errors} required />
        <div className="dialog-actions">
          <Answers action={t('domains.add')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
