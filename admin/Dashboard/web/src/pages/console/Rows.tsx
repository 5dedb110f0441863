import type { ReactNode } from 'react';
import { useText } from '../../text/text';
import type { IconName } from '../../ui/Icon';
import { Empty, Failed, Loading } from '../../ui/States';
import type { List } from './useList';

interface Props<T> {
  list: List<T>;
  label: string;
  icon: IconName;
  none: string;
  noneMore?: string;
  children(item: T): ReactNode;
}

/** A list with all its states: loading, none, failed, and more to come. */
export function Rows<T>({ list, label, icon, none, noneMore, children }: Props<T>) {
  const { t } = useText();
  if (!list.data) {
    return <div className="card">{list.problem ? <Failed problem={list.problem} onRetry={list.reload} /> : <Loading lines={6} />}</div>;
  }
  return (
    <div className="card" aria-busy={list.isLoading}>
      {list.problem ? (
        <p role="alert" className="notice bad">
          {list.problem.kind === 'offline' ? t('failed.offlineMore') : list.problem.message}
        </p>
      ) : null}
      {list.data.items.length === 0 ? (
        <Empty icon={icon} title={none}>
          {noneMore}
        </Empty>
      ) : (
        <ul className="console-rows" aria-label={label}>
          {list.data.items.map(children)}
        </ul>
      )}
      {list.data.next ? (
        <div className="console-more">
          <button className="button" onClick={list.more} disabled={list.isLoadingMore}>
            {t(list.isLoadingMore ? 'loading' : 'console.more')}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** What a row is called, what is known of it, and what can be done. */
export function Row({ title, more, facts, actions, children }: { title: ReactNode; more?: ReactNode; facts: [label: string, value: ReactNode][]; actions?: ReactNode; children?: ReactNode }) {
  return (
    <li className="console-row">
      <div className="console-who">
        <div className="console-name">{title}</div>
        {more ? <div className="quiet small">{more}</div> : null}
      </div>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {actions ? <div className="row console-actions">{actions}</div> : null}
      {children ? <div className="console-below">{children}</div> : null}
    </li>
  );
}
