import { useState, type ReactNode } from 'react';
import type { Link } from '../../api/api';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { useToast } from '../../ui/Toasts';
import { deleteAll, setAll, setEach, type Filter, type Meant, type Outcome } from './bulk';
import { BulkDialog, type BulkChange } from './BulkDialog';

interface Props {
  links: readonly Link[];
  /** What finds the links in the table. */
  filter: Filter;
  /** Whether there may be more than those that can be ticked. */
  hasMore: boolean;
  onDone(): void;
  onClear(): void;
}

export function BulkBar({ links, filter, hasMore, onDone, onClear }: Props) {
  const { t, count, number } = useText();
  const say = useToast();
  const [areAllMeant, setAreAllMeant] = useState(false);
  const [asks, setAsks] = useState<'delete' | 'edit'>();
  const [progress, setProgress] = useState<Outcome>();
  const isBusy = progress !== undefined;
  const meant: Meant = areAllMeant ? { filter } : { links };

  const change = async (work: (tell: (outcome: Outcome) => void) => Promise<Outcome>) => {
    setAsks(undefined);
    setProgress({ done: 0, failed: 0 });
    try {
      const { done, failed } = await work(setProgress);
      say(failed > 0 ? t('bulk.partly', { done, failed }) : count('bulk.done', done));
      onDone();
    } catch (failure) {
      const problem = asProblem(failure);
      say(Object.values(problem.errors).flat()[0] ?? problem.message);
    } finally {
      setProgress(undefined);
    }
  };

  const apply = ({ set, setOf }: BulkChange) => void change((tell) => (setOf ? setEach(meant, setOf, tell) : setAll(meant, set!, tell)));

  return (
    <div className="bulk card" role="region" aria-label={t('bulk.label')}>
      <div className="row">
        <strong role="status">{isBusy ? t('bulk.progress', { n: number(progress.done) }) : areAllMeant ? t('bulk.all') : count('bulk.chosen', links.length)}</strong>
        {hasMore && !isBusy ? (
          <button className="button plain bulk-all" aria-pressed={areAllMeant} onClick={() => setAreAllMeant(!areAllMeant)}>
            {areAllMeant ? count('bulk.onlyChosen', links.length) : t('bulk.chooseAll')}
          </button>
        ) : null}
      </div>
      <div className="row">
        <button className="button" disabled={isBusy} onClick={() => apply({ set: { enabled: true } })}>
          {t('bulk.on')}
        </button>
        <button className="button" disabled={isBusy} onClick={() => apply({ set: { enabled: false } })}>
          {t('bulk.off')}
        </button>
        <button className="button" disabled={isBusy} onClick={() => setAsks('edit')}>
          {t('bulk.edit')}
        </button>
        <button className="button danger" disabled={isBusy} onClick={() => setAsks('delete')}>
          {t('action.delete')}
        </button>
        <button className="button plain" onClick={onClear}>
          {t('bulk.clear')}
        </button>
      </div>
      {asks === 'delete' ? (
        <Sure title={areAllMeant ? t('bulk.deleteAllTitle') : count('bulk.deleteTitle', links.length)} onClose={() => setAsks(undefined)} onSure={() => void change((tell) => deleteAll(meant, tell))}>
          <p>{t('bulk.deleteMore')}</p>
          {areAllMeant ? <p className="notice warn">{t('bulk.deleteAllMore')}</p> : null}
        </Sure>
      ) : null}
      {asks === 'edit' ? <BulkDialog title={areAllMeant ? t('bulk.editAllTitle') : count('bulk.editTitle', links.length)} tags={[...new Set(links.flatMap((link) => link.tags))]} onClose={() => setAsks(undefined)} onApply={apply} /> : null}
    </div>
  );
}

function Sure({ title, children, onClose, onSure }: { title: string; children: ReactNode; onClose(): void; onSure(): void }) {
  const { t } = useText();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={<Answers action={t('action.delete')} isDangerous onClose={onClose} onYes={onSure} />}
    >
      {children}
    </Dialog>
  );
}
