import { useState, type FormEvent } from 'react';
import { changeAccount, limitNames, readAccount, type AccountItem, type AccountPatch, type LimitName, type Status, type Tier } from '../../api/console';
import type { ApiProblem } from '../../api/api';
import { A } from '../../app/router';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { Filters, useFilters } from './Filters';
import { isCancelled, useChange } from './password';
import { Row, Rows } from './Rows';
import { Ago } from './Times';
import { useList } from './useList';

export function Accounts() {
  const { t, number } = useText();
  const list = useList<AccountItem>('/accounts', useFilters('search', 'status'));
  const [edited, setEdited] = useState<number>();
  return (
    <>
      <Filters
        wanted={[
          { name: 'search', label: t('console.accounts.search') },
          { name: 'status', label: t('console.status'), options: [['active', t('console.status.active')], ['suspended', t('console.status.suspended')]] },
        ]}
        errors={list.problem?.errors}
      />
      <Rows list={list} label={t('console.accounts')} icon="person" none={t('console.nothing')} noneMore={t('console.nothingMore')}>
        {(account) => (
          <Row
            key={account.id}
            title={
              <>
                <strong>{account.name}</strong>
                {account.status === 'suspended' ? <span className="tag bad">{t('console.status.suspended')}</span> : null}
              </>
            }
            more={
              <>
                {t('console.id', { id: account.id })} · <Ago at={account.createdAt} />
              </>
            }
            facts={[
              [t('console.tier'), t(`console.tier.${account.tier ?? 'none'}`)],
              [t('console.people'), number(account.counts.people)],
              [t('console.inboxes'), number(account.counts.inboxes)],
              [t('console.domains'), number(account.counts.domains)],
            ]}
            actions={
              <>
                <A className="button" to={`/console/audit?account=${account.id}`} aria-label={t('console.auditOf', { name: account.name })}>
                  {t('console.audit')}
                </A>
                <button className="button" data-action="edit" onClick={() => setEdited(account.id)} aria-label={t('console.editOf', { name: account.name })}>
                  {t('console.edit')}
                </button>
              </>
            }
          />
        )}
      </Rows>
      {edited !== undefined ? <AccountDialog id={edited} onClose={() => setEdited(undefined)} onChanged={() => (setEdited(undefined), list.reload())} /> : null}
    </>
  );
}

function AccountDialog({ id, onClose, onChanged }: { id: number; onClose(): void; onChanged(): void }) {
  const { t } = useText();
  const asked = useAsync((signal) => readAccount(id, signal), [id]);
  return (
    <Dialog title={asked.data?.name ?? t('console.account')} onClose={onClose}>
      {asked.data ? <AccountForm account={asked.data} onClose={onClose} onChanged={onChanged} /> : asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading />}
    </Dialog>
  );
}

function AccountForm({ account, onClose, onChanged }: { account: AccountItem; onClose(): void; onChanged(): void }) {
  const { t, number } = useText();
  const say = useToast();
  const change = useChange();
  const [status, setStatus] = useState<Status>(account.status);
  const [tier, setTier] = useState<Tier | ''>(account.tier ?? '');
  const [limits, setLimits] = useState(() => Object.fromEntries(limitNames.map((name) => [name, account.limits[name]?.toString() ?? ''])) as Record<LimitName, string>);
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await change(() => changeAccount(account.id, patchOf(account, status, tier, limits)));
      say(t('console.saved'));
      onChanged();
    } catch (failure) {
      const refusal = asProblem(failure);
      if (!isCancelled(refusal)) setProblem(refusal);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      {problem && Object.keys(problem.errors).length === 0 ? (
        <p role="alert" className="notice bad">
          {problem.message}
        </p>
      ) : null}
      <p className="quiet small">
        {t('console.contents', {
          links: number(account.counts.links ?? 0),
          contacts: number(account.counts.contacts ?? 0),
          conversations: number(account.counts.conversations ?? 0),
        })}
      </p>
      <div className="pair">
        <Select label={t('console.status')} name="status" hint={status === 'suspended' ? t('console.suspendedMore') : undefined} value={status} onChange={(event) => setStatus(event.target.value as Status)}>
          <option value="active">{t('console.status.active')}</option>
          <option value="suspended">{t('console.status.suspended')}</option>
        </Select>
        <Select label={t('console.tier')} name="tier" value={tier} onChange={(event) => setTier(event.target.value as Tier | '')}>
          {(['', 'free', 'growth', 'enterprise'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`console.tier.${each || 'none'}`)}
            </option>
          ))}
        </Select>
      </div>
      <fieldset>
        <legend>{t('console.limits')}</legend>
        <p className="quiet small">{t('console.limitsMore')}</p>
        <div className="pair">
          {limitNames.map((name) => (
            <Field
              key={name}
              label={t(`console.limit.${name}`)}
              name={name}
              inputMode="numeric"
              value={limits[name]}
              onChange={(event) => setLimits({ ...limits, [name]: event.target.value })}
              errors={problem?.errors[`limits.${name}`]}
            />
          ))}
        </div>
      </fieldset>
      <div className="dialog-actions">
        <Answers action={t('action.save')} onClose={onClose} />
      </div>
    </form>
  );
}

/** Only what is another now; a limit that is no number is sent as it is, for the server to say so. */
function patchOf(account: AccountItem, status: Status, tier: Tier | '', limits: Record<LimitName, string>): AccountPatch {
  const changed = limitNames.filter((name) => limits[name].trim() !== (account.limits[name]?.toString() ?? ''));
  return {
    ...(status === account.status ? {} : { status }),
    ...(tier === (account.tier ?? '') ? {} : { tier: tier || null }),
    ...(changed.length === 0 ? {} : { limits: Object.fromEntries(changed.map((name) => [name, valueOf(limits[name])])) }),
  };
}

function valueOf(text: string): number | null {
  const trimmed = text.trim();
  const number = Number(trimmed);
  return trimmed === '' ? null : Number.isNaN(number) ? (trimmed as unknown as number) : number;
}
