import { useState, type FormEvent } from 'react';
import { changeOnSyncKey, createOnSyncKey, listOnSyncKeys, onSyncScopes, revokeOnSyncKey, rotateOnSyncKey, type OnSyncKey } from '../../api/settings';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Choices } from '../../ui/Choices';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Empty, Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { KeyUse } from './KeyUse';
import { useAct } from './useAct';

type Asks = { kind: 'new' } | { kind: 'shown' | 'scopes' | 'rotate' | 'revoke'; key: OnSyncKey };

export function OnSyncKeys() {
  const { t } = useText();
  const say = useToast();
  const asked = useAsync((signal) => listOnSyncKeys(signal), []);
  const [asks, setAsks] = useState<Asks>();
  const close = () => setAsks(undefined);
  const show = (key: OnSyncKey) => (setAsks({ kind: 'shown', key }), asked.reload());
  return (
    <section className="card" data-part="onsync-keys">
      <div className="row spread">
        <h2>{t('onsync.title')}</h2>
        <button className="button" onClick={() => setAsks({ kind: 'new' })}>
          <Icon name="plus" />
          {t('onsync.new')}
        </button>
      </div>
      <p className="quiet small">{t('onsync.lead')}</p>
      {asked.data?.length === 0 ? (
        <Empty icon="key" title={t('onsync.none')}>
          {t('onsync.noneMore')}
        </Empty>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.map((key) => (
            <li key={key.id}>
              <div>
                <strong>{key.name}</strong> <code className="quiet small ltr">{key.keyPrefix}…</code>
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
                <button className="button" onClick={() => setAsks({ kind: 'scopes', key })} aria-label={t('onsync.scopesOf', { name: key.name })}>
                  {t('onsync.scopes')}
                </button>
                <button className="button" onClick={() => setAsks({ kind: 'rotate', key })} aria-label={t('onsync.rotateOf', { name: key.name })}>
                  {t('onsync.rotate')}
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
      {asks?.kind === 'new' ? <KeyForm onClose={close} onDone={show} /> : null}
      {asks?.kind === 'scopes' ? <KeyForm of={asks.key} onClose={close} onDone={() => (close(), say(t('saved')), asked.reload())} /> : null}
      {asks?.kind === 'shown' ? (
        <Dialog title={t('onsync.shownTitle', { name: asks.key.name })} onClose={close} actions={<button className="button primary" onClick={close}>{t('keys.secretDone')}</button>}>
          <p className="notice warn">{t('onsync.shownMore')}</p>
          <Secret label={t('onsync.key')} value={asks.key.key ?? ''} isShown />
        </Dialog>
      ) : null}
      {asks?.kind === 'rotate' ? (
        <Confirm
          title={t('onsync.rotateTitle', { name: asks.key.name })}
          more={t('onsync.rotateMore')}
          action={t('onsync.rotate')}
          isDangerous={false}
          onClose={() => setAsks((now) => (now?.kind === 'rotate' ? undefined : now))}
          onYes={async () => show(await rotateOnSyncKey(asks.key.id))}
        />
      ) : null}
      {asks?.kind === 'revoke' ? (
        <Confirm
          title={t('keys.revokeTitle', { name: asks.key.name })}
          more={t('keys.revokeMore')}
          action={t('keys.revoke')}
          onClose={close}
          onYes={async () => {
            await revokeOnSyncKey(asks.key.id);
            asked.reload();
          }}
        />
      ) : null}
    </section>
  );
}

function KeyForm({ of, onClose, onDone }: { of?: OnSyncKey; onClose(): void; onDone(key: OnSyncKey): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(of?.scopes ?? ['read:contacts', 'read:messages']);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await act(() => (of ? changeOnSyncKey(of.id, scopes) : createOnSyncKey(name, scopes)));
    if (made) onDone(made.answer);
  };
  return (
    <Dialog title={of ? t('onsync.scopesTitle', { name: of.name }) : t('onsync.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Refusal problem={problem} />
        {of ? null : <Field label={t('keys.name')} hint={t('keys.nameHint')} value={name} onChange={(event) => setName(event.target.value)} errors={problem?.errors.name} required />}
        <Choices label={t('keys.scopes')} options={onSyncScopes} values={scopes} nameOf={(scope) => scope} onChange={setScopes} errors={problem?.errors.scopes} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button className="button primary" disabled={isBusy}>
            {of ? t('action.save') : t('keys.create')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
