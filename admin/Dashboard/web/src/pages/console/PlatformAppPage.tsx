import { useState, type FormEvent } from 'react';
import type { ApiProblem } from '../../api/api';
import { deleteApp, grant, permissibleKinds, readApp, renameApp, renewAppToken, revoke, type Permissible, type PermissibleKind, type PlatformApp } from '../../api/console';
import { A, useRouter } from '../../app/router';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Field, Select } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { Asked } from './Asked';
import { NameDialog } from './NameDialog';
import { isCancelled, useChange } from './password';
import { Row, Rows } from './Rows';
import { Secret } from './Secret';
import { Ago } from './Times';
import { useList } from './useList';

type Asks = { kind: 'rename' | 'renew' | 'delete' } | { kind: 'secret'; token: string };

/** One platform app: its token, and what it may reach. */
export function PlatformAppPage({ id }: { id: number }) {
  const { t } = useText();
  const asked = useAsync((signal) => readApp(id, signal), [id]);
  return (
    <>
      <p>
        <A to="/console/platform-apps" className="console-back">
          <Icon name="back" turns />
          {t('console.platform-apps')}
        </A>
      </p>
      {asked.data ? <AppCard app={asked.data} onChanged={asked.reload} /> : <div className="card">{asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading />}</div>}
      {asked.data ? <Reach app={asked.data} onChanged={asked.reload} /> : null}
    </>
  );
}

function AppCard({ app, onChanged }: { app: PlatformApp; onChanged(): void }) {
  const { t } = useText();
  const { go } = useRouter();
  const say = useToast();
  const [asks, setAsks] = useState<Asks>();
  const close = () => setAsks(undefined);
  return (
    <section className="card">
      <div className="row spread">
        <div>
          <h2 className="console-title">{app.name}</h2>
          <p className="quiet small">
            {t('console.id', { id: app.id })} · {t('console.lastUsed')}: {app.lastUsedAt ? <Ago at={app.lastUsedAt} /> : t('console.never')}
          </p>
        </div>
        <div className="row">
          <button className="button" onClick={() => setAsks({ kind: 'rename' })}>
            {t('console.rename')}
          </button>
          <button className="button" data-action="renew" onClick={() => setAsks({ kind: 'renew' })}>
            {t('console.token.renew')}
          </button>
          <button className="button danger" onClick={() => setAsks({ kind: 'delete' })}>
            {t('action.delete')}
          </button>
        </div>
      </div>
      {asks?.kind === 'rename' ? (
        <NameDialog
          title={t('console.rename')}
          label={t('console.name')}
          before={app.name}
          action={t('action.save')}
          what={(name) => renameApp(app.id, name)}
          onClose={close}
          onDone={() => (close(), onChanged())}
        />
      ) : null}
      {asks?.kind === 'renew' ? (
        <Asked
          title={t('console.token.renewTitle', { name: app.name })}
          more={t('console.token.renewMore')}
          action={t('console.token.renew')}
          what={async () => setAsks({ kind: 'secret', token: (await renewAppToken(app.id)).token! })}
          onClose={close}
          onDone={onChanged}
        />
      ) : null}
      {asks?.kind === 'delete' ? (
        <Asked
          title={t('console.apps.deleteTitle', { name: app.name })}
          more={t('console.apps.deleteMore')}
          action={t('action.delete')}
          what={() => deleteApp(app.id)}
          onClose={close}
          onDone={() => (say(t('console.done')), go('/console/platform-apps'))}
        />
      ) : null}
      {asks?.kind === 'secret' ? <Secret title={t('console.token.of', { name: app.name })} token={asks.token} onClose={close} /> : null}
    </section>
  );
}

function Reach({ app, onChanged }: { app: PlatformApp; onChanged(): void }) {
  const { t } = useText();
  const say = useToast();
  const list = useList<Permissible>(`/platform_apps/${app.id}/permissibles`);
  const [leaving, setLeaving] = useState<Permissible>();
  const changed = (text: string) => {
    say(text);
    list.reload();
    onChanged();
  };
  return (
    <>
      <section className="card">
        <h2>{t('console.reach')}</h2>
        <p className="quiet small">{t('console.reachMore')}</p>
        <GrantForm app={app} onGranted={() => changed(t('console.granted'))} />
      </section>
      <Rows list={list} label={t('console.reach')} icon="lock" none={t('console.reachNone')} noneMore={t('console.reachNoneMore')}>
        {(permissible) => (
          <Row
            key={`${permissible.kind}:${permissible.id}`}
            title={<strong className={permissible.kind === 'user' ? 'ltr' : undefined}>{permissible.name ?? t('console.gone')}</strong>}
            more={
              <>
                {t(`console.kind.${permissible.kind}`)} · {t('console.id', { id: permissible.id })}
              </>
            }
            facts={[[t('console.grantedAt'), <Ago key="at" at={permissible.grantedAt} />]]}
            actions={
              <button className="button danger" data-action="revoke" onClick={() => setLeaving(permissible)} aria-label={t('console.revokeOf', { name: permissible.name ?? permissible.id })}>
                {t('console.revoke')}
              </button>
            }
          />
        )}
      </Rows>
      {leaving ? (
        <Asked
          title={t('console.revokeTitle', { name: leaving.name ?? leaving.id })}
          more={t('console.revokeMore', { app: app.name })}
          action={t('console.revoke')}
          what={() => revoke(app.id, leaving.kind, leaving.id)}
          onClose={() => setLeaving(undefined)}
          onDone={() => (setLeaving(undefined), changed(t('console.revoked')))}
        />
      ) : null}
    </>
  );
}

function GrantForm({ app, onGranted }: { app: PlatformApp; onGranted(): void }) {
  const { t } = useText();
  const change = useChange();
  const [kind, setKind] = useState<PermissibleKind>('account');
  const [id, setId] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await change(() => grant(app.id, kind, Number(id)));
      setId('');
      setProblem(undefined);
      onGranted();
    } catch (failure) {
      const refusal = asProblem(failure);
      if (!isCancelled(refusal)) setProblem(refusal);
    }
  };
  return (
    <form className="console-filters" onSubmit={(event) => void submit(event)} noValidate>
      <Select label={t('console.kind')} name="kind" value={kind} onChange={(event) => setKind(event.target.value as PermissibleKind)}>
        {permissibleKinds.map((each) => (
          <option key={each} value={each}>
            {t(`console.kind.${each}`)}
          </option>
        ))}
      </Select>
      <Field label={t('console.number')} name="id" inputMode="numeric" value={id} onChange={(event) => setId(event.target.value)} errors={problem && (problem.errors.id ?? [problem.message])} required />
      <div className="row console-filter-actions">
        <button className="button primary" data-action="grant">
          {t('console.grant')}
        </button>
      </div>
    </form>
  );
}
