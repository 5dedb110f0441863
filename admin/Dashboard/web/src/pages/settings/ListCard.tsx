import type { Key, ReactNode } from 'react';
import type { Asked } from '../../app/useAsync';
import { Icon, type IconName } from '../../ui/Icon';
import { Empty, Failed, Loading } from '../../ui/States';

interface Props<T> {
  /** By which tests and styles find it. */
  part: string;
  title: string;
  lead?: string;
  add: { label: string; onClick(): void };
  asked: Asked<readonly T[]>;
  none: { icon: IconName; title: string; more: string };
  keyOf(item: T): Key;
  /** A row: what it is, and what can be done with it. */
  children(item: T): ReactNode;
}

/** What an administrator has made of a kind, with a way to make another. */
export function ListCard<T>({ part, title, lead, add, asked, none, keyOf, children }: Props<T>) {
  return (
    <section className="card" data-part={part}>
      <div className="row spread">
        <h2>{title}</h2>
        <button className="button" onClick={add.onClick}>
          <Icon name="plus" />
          {add.label}
        </button>
      </div>
      {lead ? <p className="quiet small">{lead}</p> : null}
      {asked.data?.length === 0 ? (
        <Empty icon={none.icon} title={none.title}>
          {none.more}
        </Empty>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.map((item) => (
            <li key={keyOf(item)}>{children(item)}</li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
    </section>
  );
}
