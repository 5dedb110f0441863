import { useState, type FormEvent } from 'react';
import { application } from '../../api/api';
import type { Account } from '../../api/settings';
import { useAccount } from '../../app/session';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Failed, Loading } from '../../ui/States';
import { TokenInput } from '../../ui/TokenInput';
import { useAct } from './useAct';

/** Which sites may show the account's pages in a frame. */
export function Embedding() {
  const { t } = useText();
  const asked = useAsync((signal) => application<Account>('get', '', undefined, signal), []);
  return (
    <section className="card" data-part="embedding">
      <h2>{t('embedding.title')}</h2>
      <p className="quiet small">{t('embedding.lead')}</p>
      {asked.data ? (
        <Sites key={JSON.stringify(asked.data.settings?.frame_ancestors)} account={asked.data} onChange={asked.set} />
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

function Sites({ account: shown, onChange }: { account: Account; onChange(account: Account): void }) {
  const { t } = useText();
  const { account } = useAccount();
  const { act, isBusy, problem } = useAct();
  const [origins, setOrigins] = useState(shown.settings?.frame_ancestors ?? []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const changed = await act(() => application<Account>('patch', '', { frame_ancestors: origins }), t('saved'));
    if (changed) onChange(changed.answer);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Refusal problem={problem} />
      <TokenInput label={t('embedding.origins')} values={origins} onChange={setOrigins} placeholder="https://crm.example.com" hint={t('embedding.originsHint')} />
      <Secret label={t('embedding.address')} value={`${location.origin}/app/embed/${account?.id}/login?email=…&sso_auth_token=…`} hint={t('embedding.addressHint')} isShown />
      <div className="form-actions">
        <button className="button" disabled={isBusy}>
          {t('action.save')}
        </button>
      </div>
    </form>
  );
}
