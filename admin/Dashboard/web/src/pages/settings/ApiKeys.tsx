import { useState, type FormEvent } from 'react';
import { call, type ApiKey, type ApiProblem } from '../../api/api';
import { useAccount } from '../../app/session';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Empty, Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { KeyUse } from './KeyUse';

type Asks = { kind: 'new' } | { kind: 'shown'; key: ApiKey } | { kind: 'rotate' | 'revoke'; key: ApiKey };

export function ApiKeys() {
  const { t } = useText();
  const say = useToast();
  const asked = useAsync(async (signal) => (await call('get', '/keys', { query: { limit: 1000 }, signal })).data, []);
  const [asks, setAsks] = useState<Asks>();
  const close = () => setAsks(undefined);

  const act = async (what: () => Promise<ApiKey | undefined>) => {
    try {
      const key = await what();
      setAsks(key ? { kind: 'shown', key } : undefined);
      asked.reload();
    } catch (failure) {
      say(asProblem(failure).message);
      close();
    }
  };

  return (
    <section className="card" data-part="api-keys">
      <div className="row spread">
        <h2>{t('keys.title')}</h2>
        <button className="button" onClick={() => setAsks({ kind: 'new' })}>
          <Icon name="plus" />
          {t('keys.new')}
        </button>
      </div>
      {asked.data?.length === 0 ? (
        <Empty icon="key" title={t('keys.none')}>
          {t('keys.noneMore')}
        </Empty>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.map((key) => (
            <li key={key.id}>
              <div>
                <strong>{key.name}</strong> <code className="quiet small ltr">{key.key}</code>
                <div className="row tags">
                  {key.scopes.map((scope) => (
                    <span key={scope} className="tag ltr">
                      {scope}
                    </span>
                  ))}
                </div>
                <KeyUse createdAt={key.createdAt} lastUsedAt={key.lastUsedAt} />
              </div>
              <div className="row">
                <button className="button" onClick={() => setAsks({ kind: 'rotate', key })} aria-label={t('keys.rotateOf', { name: key.name })}>
                  {t('keys.rotate')}
                </button>
                <button className="button danger" onClick={() => setAsks({ kind: 'revoke', key })} aria-label={t('keys.revokeOf', { name: key.name })}>
                  {t('keys.revoke')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}

      {asks?.kind === 'new' ? <NewKey onClose={close} onMade={(key) => (setAsks({ kind: 'shown', key }), asked.reload())} /> : null}
      {asks?.kind === 'shown' ? (
        <Dialog title={t('keys.secretTitle', { name: asks.key.name })} onClose={close} actions={<button className="button primary" onClick={close}>{t('keys.secretDone')}</button>}>
          <p className="notice warn">{t('keys.secretMore')}</p>
          <div className="field">
            <span className="label">{t('keys.key')}</span>
            <div className="row spread secret-row">
              <code className="secret">{asks.key.key}</code>
              <CopyButton text={asks.key.key} label={t('keys.copyKey')} />
            </div>
          </div>
          <div className="field">
            <span className="label">{t('keys.secret')}</span>
            <div className="row spread secret-row">
              <code className="secret">{asks.key.secret}</code>
              <CopyButton text={asks.key.secret ?? ''} label={t('keys.copySecret')} />
            </div>
          </div>
        </Dialog>
      ) : null}
      {asks?.kind === 'rotate' || asks?.kind === 'revoke' ? (
        <Dialog
          title={t(asks.kind === 'rotate' ? 'keys.rotateTitle' : 'keys.revokeTitle', { name: asks.key.name })}
          onClose={close}
          actions={
            <>
              <button className="button" onClick={close}>
                {t('action.cancel')}
              </button>
              {asks.kind === 'rotate' ? (
                <button className="button primary" onClick={() => void act(() => call('post', '/keys/{id}/rotate', { path: { id: asks.key.id }, body: {} }))}>
                  {t('keys.rotate')}
                </button>
              ) : (
                <button className="button danger" onClick={() => void act(() => call('delete', '/keys/{id}', { path: { id: asks.key.id } }))}>
                  {t('keys.revoke')}
                </button>
              )}
            </>
          }
        >
          <p>{t(asks.kind === 'rotate' ? 'keys.rotateMore' : 'keys.revokeMore')}</p>
        </Dialog>
      ) : null}
    </section>
  );
}

function NewKey({ onClose, onMade }: { onClose(): void; onMade(key: ApiKey): void }) {
  const { t } = useText();
  const { account } = useAccount();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['links:read']);
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      onMade(await call('post', '/keys', { body: { name, scopes: scopes as never } }));
    } catch (failure) {
      setProblem(asProblem(failure));
    }
  };
  return (
    <Dialog title={t('keys.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        {problem && Object.keys(problem.errors).length === 0 ? (
          <p role="alert" className="notice bad">
            {problem.message}
          </p>
        ) : null}
        <Field label={t('keys.name')} hint={t('keys.nameHint')} value={name} onChange={(event) => setName(event.target.value)} errors={problem?.errors.name} required />
        <fieldset>
          <legend>{t('keys.scopes')}</legend>
          {account?.scopes.map((scope) => (
            <label key={scope} className="check">
              <input type="checkbox" checked={scopes.includes(scope)} onChange={(event) => setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))} />
              <code className="ltr">{scope}</code>
            </label>
          ))}
          {problem?.errors.scopes?.map((error) => (
            <p key={error} className="error small">
              {error}
            </p>
          ))}
        </fieldset>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button className="button primary">{t('keys.create')}</button>
        </div>
      </form>
    </Dialog>
  );
}
