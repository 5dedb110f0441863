import { useState, type FormEvent } from 'react';
import { changeOnSyncKey, createOnSyncKey, listOnSyncKeys, onSyncScopes, revokeOnSyncKey, rotateOnSyncKey, type OnSyncKey } from '../../api/settings';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Choices } from '../../ui/Choices';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { useToast } from '../../ui/Toasts';
import { KeyRow } from './KeyRow';
import { ListCard } from './ListCard';
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
    <>
      <ListCard
        part="onsync-keys"
        title={t('onsync.title')}
        lead={t('onsync.lead')}
        add={{ label: t('onsync.new'), onClick: () => setAsks({ kind: 'new' }) }}
        asked={asked}
        none={{ icon: 'key', title: t('onsync.none'), more: t('onsync.noneMore') }}
        keyOf={(key) => key.id}
      >
        {(key) => (
          <KeyRow of={key} shown={`${key.keyPrefix}…`}>
            <button className="button" onClick={() => setAsks({ kind: 'scopes', key })} aria-label={t('onsync.scopesOf', { name: key.name })}>
              {t('onsync.scopes')}
            </button>
            <button className="button" onClick={() => setAsks({ kind: 'rotate', key })} aria-label={t('onsync.rotateOf', { name: key.name })}>
              {t('onsync.rotate')}
            </button>
            <button className="button danger" onClick={() => setAsks({ kind: 'revoke', key })} aria-label={t('keys.revokeOf', { name: key.name })}>
              {t('keys.revoke')}
            </button>
          </KeyRow>
        )}
      </ListCard>
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
    </>
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
          <Answers action={of ? t('action.save') : t('keys.create')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
