import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/api';
import { useText } from '../text/text';
import { Icon, type IconName } from './Icon';

export function Empty({ icon, title, children, action }: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <span className="medallion">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

/** In the words of whoever looks at it: what happened, and the way on. */
export function Failed({ problem, onRetry }: { problem: ApiProblem; onRetry?(): void }) {
  const { t } = useText();
  const isOffline = problem.kind === 'offline';
  return (
    <div role="alert">
      <Empty
        icon={isOffline ? 'offline' : 'warning'}
        title={isOffline ? t('failed.offline') : t('failed.title')}
        action={
          onRetry ? (
            <button className="button" onClick={onRetry}>
              {t('action.retry')}
            </button>
          ) : undefined
        }
      >
        {isOffline ? t('failed.offlineMore') : problem.message}
      </Empty>
    </div>
  );
}

/** Bars where text will be, as wide as text is. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const { t } = useText();
  return (
    <div role="status" aria-label={t('loading')} className="dialog-body">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton" style={{ blockSize: '1rem', inlineSize: `${90 - ((line * 23) % 50)}%` }} />
      ))}
    </div>
  );
}
