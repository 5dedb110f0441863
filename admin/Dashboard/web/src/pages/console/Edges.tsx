import { useEffect, useState, type FormEvent } from 'react';
import type { ApiProblem } from '../../api/api';
import { addEdge, revokeEdge, type EdgeItem } from '../../api/console';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { useToast } from '../../ui/Toasts';
import { Asked } from './Asked';
import { isCancelled, useChange } from './password';
import { Row, Rows } from './Rows';
import { Secret } from './Secret';
import { Ago } from './Times';
import { useList } from './useList';

/** As often as edges tell of themselves. */
const Interval = 5_000;

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Which edges there are, and how far each machine is. It follows while somebody looks. */
export function Edges() {
  const { t, number, tag } = useText();
  const say = useToast();
  const list = useList<EdgeItem>('/edges');
  const [asks, setAsks] = useState<{ kind: 'new' } | { kind: 'revoke'; edge: EdgeItem } | { kind: 'secret'; edge: EdgeItem }>();
  const close = () => setAsks(undefined);
  const { reload } = list;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), Interval);
    return () => clearInterval(timer);
  }, [reload]);
  const bytes = (count: number) => {
    const step = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
    return new Intl.NumberFormat(tag, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 }).format(count / 1000 ** step);
  };
  return (
    <>
      <div className="row spread">
        <p className="quiet small">{t('console.edges.more')}</p>
        <button className="button primary" onClick={() => setAsks({ kind: 'new' })}>
          <Icon name="plus" />
          {t('console.edges.new')}
        </button>
      </div>
      <Rows list={list} label={t('console.edges')} icon="console" none={t('console.nothing')}>
        {(edge) => {
          const running = edge.machines.filter((machine) => machine.isRunning);
          return (
            <Row
              key={edge.name}
              title={
                <>
                  <strong className="ltr">{edge.name}</strong>
                  {edge.revokedAt ? (
                    <span className="tag bad">{t('console.edges.revoked')}</span>
                  ) : running.length > 0 ? (
                    <span className="tag good">{t('console.edges.running')}</span>
                  ) : (
                    <span className="tag warn">{t('console.edges.silent')}</span>
                  )}
                </>
              }
              more={edge.isDefault ? t('console.edges.default') : edge.accounts.length > 0 ? t('console.edges.accounts', { ids: edge.accounts.join(', ') }) : t('console.edges.all')}
              facts={[
                [t('console.edges.machines'), number(running.length)],
                [t('console.edges.lag'), running.length > 0 ? number(Math.max(...running.map((machine) => machine.lag))) : '–'],
                [t('console.edges.spool'), bytes(edge.machines.reduce((sum, machine) => sum + machine.spoolBytes, 0))],
              ]}
              actions={
                edge.revokedAt ? null : (
                  <button className="button danger" onClick={() => setAsks({ kind: 'revoke', edge })} aria-label={t('console.revokeOf', { name: edge.name })}>
                    {t('console.revoke')}
                  </button>
                )
              }
            >
              {edge.machines.length > 0 ? (
                <ul className="machines" aria-label={t('console.edges.machinesOf', { name: edge.name })}>
                  {edge.machines.map((machine) => (
                    <li key={machine.host + machine.address}>
                      <span className={machine.isRunning ? 'dot good' : 'dot bad'} />
                      <span className="machine-name">
                        <strong className="ltr">{machine.host}</strong>{' '}
                        <span className="quiet small ltr">
                          {machine.address} · {machine.version}
                        </span>
                        {machine.via ? <span className="quiet small"> · {t('console.edges.via', { host: machine.via })}</span> : null}
                      </span>
                      <span className="small">{t('console.edges.behind', { n: number(machine.lag) })}</span>
                      <span className="small">{t('console.edges.waiting', { bytes: bytes(machine.spoolBytes) })}</span>
                      <span className="quiet small">
                        <Ago at={machine.lastHeardAt} />
                      </span>
                    </li>
                  ))}
                </ul>
              ) : null}
            </Row>
          );
        }}
      </Rows>
      {asks?.kind === 'new' ? (
        <NewEdge
          onClose={close}
          onMade={(edge) => {
            if (edge.token) setAsks({ kind: 'secret', edge });
            else close();
            list.reload();
          }}
        />
      ) : null}
      {asks?.kind === 'revoke' ? (
        <Asked
          title={t('console.edges.revokeTitle', { name: asks.edge.name })}
          more={t('console.edges.revokeMore')}
          action={t('console.revoke')}
          what={() => revokeEdge(asks.edge.name)}
          onClose={close}
          onDone={() => (close(), say(t('console.done')), list.reload())}
        />
      ) : null}
      {asks?.kind === 'secret' ? <Secret title={t('console.token.of', { name: asks.edge.name })} token={asks.edge.token!} onClose={close} /> : null}
    </>
  );
}

function NewEdge({ onMade, onClose }: { onMade(edge: EdgeItem): void; onClose(): void }) {
  const { t } = useText();
  const change = useChange();
  const [name, setName] = useState('');
  const [accounts, setAccounts] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const ids = accounts.split(/[\s,]+/).filter((text) => text !== '');
      onMade(await change(() => addEdge(name, ids.map(Number))));
    } catch (failure) {
      const refusal = asProblem(failure);
      if (!isCancelled(refusal)) setProblem(refusal);
    }
  };
  const ofAccounts = Object.entries(problem?.errors ?? {}).filter(([path]) => path.startsWith('accounts')).flatMap(([, messages]) => messages);
  return (
    <Dialog title={t('console.edges.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        {problem && Object.keys(problem.errors).length === 0 ? (
          <p role="alert" className="notice bad">
            {problem.message}
          </p>
        ) : null}
        <Field label={t('console.name')} hint={t('console.edges.nameHint')} name="name" value={name} onChange={(event) => setName(event.target.value)} errors={problem?.errors.name} autoFocus required />
        <Field label={t('console.edges.only')} hint={t('console.edges.onlyHint')} name="accounts" value={accounts} onChange={(event) => setAccounts(event.target.value)} errors={ofAccounts} />
        <div className="dialog-actions">
          <Answers action={t('console.edges.add')} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
