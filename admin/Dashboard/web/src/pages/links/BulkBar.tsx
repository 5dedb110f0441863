import { useState } from 'react';
import { call, type Link, type Schemas } from '../../api/api';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { TagInput } from '../../ui/TagInput';
import { useToast } from '../../ui/Toasts';

/** Links that one call changes. */
const AtOnce = 1_000;

export function BulkBar({ links, onDone, onClear }: { links: readonly Link[]; onDone(): void; onClear(): void }) {
  const { t, count } = useText();
  const say = useToast();
  const [isBusy, setIsBusy] = useState(false);
  const [asks, setAsks] = useState<'delete' | 'tags'>();
  const [tags, setTags] = useState<string[]>([]);

  const inParts = async (change: (ids: string[]) => Promise<{ done: number; failed: number }>) => {
    setIsBusy(true);
    setAsks(undefined);
    let done = 0;
    let failed = 0;
    try {
      for (let from = 0; from < links.length; from += AtOnce) {
        const part = await change(links.slice(from, from + AtOnce).map((link) => link.id));
        done += part.done;
        failed += part.failed;
      }
      say(failed > 0 ? t('bulk.partly', { done, failed }) : count('bulk.done', done));
      onDone();
    } catch (failure) {
      say(asProblem(failure).message);
    } finally {
      setIsBusy(false);
    }
  };

  const set = (change: Schemas['LinkPatch']) =>
    inParts(async (ids) => {
      const answer = await call('post', '/links/bulk-update', { body: { ids, set: change } });
      return { done: answer.updated, failed: answer.failed };
    });

  const remove = () =>
    inParts(async (ids) => {
      const answer = await call('post', '/links/bulk-delete', { body: { ids } });
      return { done: answer.deleted, failed: answer.failed };
    });

  return (
    <div className="bulk card" role="region" aria-label={t('bulk.label')}>
      <strong role="status">{count('bulk.chosen', links.length)}</strong>
      <div className="row">
        <button className="button" disabled={isBusy} onClick={() => void set({ enabled: true })}>
          {t('bulk.on')}
        </button>
        <button className="button" disabled={isBusy} onClick={() => void set({ enabled: false })}>
          {t('bulk.off')}
        </button>
        <button className="button" disabled={isBusy} onClick={() => (setTags(shared(links)), setAsks('tags'))}>
          {t('bulk.tags')}
        </button>
        <button className="button danger" disabled={isBusy} onClick={() => setAsks('delete')}>
          {t('action.delete')}
        </button>
        <button className="button plain" onClick={onClear}>
          {t('bulk.clear')}
        </button>
      </div>
      {asks === 'delete' ? (
        <Dialog
          title={count('bulk.deleteTitle', links.length)}
          onClose={() => setAsks(undefined)}
          actions={
            <>
              <button className="button" onClick={() => setAsks(undefined)}>
                {t('action.cancel')}
              </button>
              <button className="button danger" onClick={() => void remove()}>
                {t('action.delete')}
              </button>
            </>
          }
        >
          <p>{t('bulk.deleteMore')}</p>
        </Dialog>
      ) : null}
      {asks === 'tags' ? (
        <Dialog
          title={count('bulk.tagsTitle', links.length)}
          onClose={() => setAsks(undefined)}
          actions={
            <>
              <button className="button" onClick={() => setAsks(undefined)}>
                {t('action.cancel')}
              </button>
              <button className="button primary" onClick={() => void set({ tags })}>
                {t('action.save')}
              </button>
            </>
          }
        >
          <p className="quiet">{t('bulk.tagsMore')}</p>
          <TagInput label={t('links.tags')} tags={tags} onChange={setTags} />
        </Dialog>
      ) : null}
    </div>
  );
}

/** Tags that all of them have. */
function shared(links: readonly Link[]): string[] {
  const [first, ...others] = links;
  return first?.tags.filter((tag) => others.every((link) => link.tags.includes(tag))) ?? [];
}
