import { useState, type FormEvent } from 'react';
import { call, type ApiKey } from '../../api/api';
import { useAccount } from '../../app/session';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Choices } from '../../ui/Choices';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { KeyRow } from './KeyRow';
import { ListCard } from './ListCard';
import { useAct } from './useAct';

type Asks = { kind: 'new' } | { kind: 'shown' | 'rotate' | 'revoke'; key: ApiKey };

export function ApiKeys() {
  const { t } = useText();
  const asked = useAsync(async (signal) => (await call('get', '/keys', { query: { limit: 1000 }, signal })).data, []);
  const [asks, setAsks] = useState<Asks>();
  const close = () => setAsks(undefined);
  const show = (key: ApiKey) => (setAsks({ kind: 'shown', key }), asked.reload());
  return (
    <>
      <ListCard
        part="api-keys"
        title={t('keys.title')}
        add={{ label: t('keys.new'), onClick: () => setAsks({ kind: 'new' }) }}
        asked={asked}
        none={{ icon: 'key', title: t('keys.none'), more: t('keys.noneMore') }}
        keyOf={(key) => key.id}
      >
        {(key) => (
          <KeyRow of={key} shown={key.key}>
            <button className="button" onClick={() => setAsks({ kind: 'rotate', key })} aria-label={t('keys.rotateOf', { name: key.name })}>
              {t('keys.rotate')}
            </button>
            <button className="button danger" onClick={() => setAsks({ kind: 'revoke', key })} aria-label={t('keys.revokeOf', { name: key.name })}>
              {t('keys.revoke')}
            </button>
          </KeyRow>
        )}
      </ListCard>
      {asks?.kind === 'new' ? <NewKey onClose={close} onMade={show} /> : null}
      {asks?.kind === 'shown' ? (
        <Dialog title={t('keys.secretTitle', { name: asks.key.name })} onClose={close} actions={<button className="button primary" onClick={close}>{t('keys.secretDone')}</button>}>
          <p className="notice warn">{t('keys.secretMore')}</p>
          <Secret label={t('keys.key')} value={asks.key.key} isShown />
          <Secret label={t('keys.secret')} value={asks.key.secret ?? ''} isShown />
        </Dialog>
      ) : null}
      {asks?.kind === 'rotate' ? (
        <Confirm
          title={t('keys.rotateTitle', { name: asks.key.name })}
          more={t('keys.rotateMore')}
          action={t('keys.rotate')}
          isDangerous={false}
          onClose={() => setAsks((now) => (now?.kind === 'rotate' ? undefined : now))}
          onYes={async () => show(await call('post', '/keys/{id}/rotate', { path: { id: asks.key.id }, body: {} }))}
        />
      ) : null}
      {asks?.kind === 'revoke' ? (
        <Confirm
          title={t('keys.revokeTitle', { name: asks.key.name })}
          more={t('keys.revokeMore')}
          action={t('keys.revoke')}
          onClose={close}
          onYes={async () => {
            await call('delete', '/keys/{id}', { path: { id: asks.key.id } });
            asked.reload();
          }}
        />
      ) : null}
    </>
  );
}

function NewKey({ onClose, onMade }: { onClose(): void; onMade(key: ApiKey): void }) {
  const { t } = useText();
  const { account } = useAccount();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['links:read']);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await act(() => call('post', '/keys', { body: { name, scopes: scopes as never } }));
    if (made) onMade(made.answer);
  };
  return (
    <Dialog title={t('keys.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Refusal problem={problem?.errors.name || problem?.errors.scopes ? undefined : problem} />
        <Field label={t('keys.name')} hint={t('keys.nameHint')} value={name} onChange={(event) => setName(event.target.value)} errors={problem?.errors.name} required />
        <Choices label={t('keys.scopes')} options={account?.scopes ?? []} values={scopes} nameOf={(scope) => scope} onChange={setScopes} errors={problem?.errors.scopes} />
        <div className="dialog-actions">
          <Answers action={t('keys.create')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
