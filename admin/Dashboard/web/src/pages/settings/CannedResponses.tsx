import { useState, type FormEvent } from 'react';
import { listCannedResponses, removeCannedResponse, saveCannedResponse, type CannedResponse } from '../../api/desk';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { TextArea } from '../../ui/TextArea';
import { ListCard } from './ListCard';
import { useAct } from './useAct';

type Asks = { kind: 'new' } | { kind: 'edit' | 'delete'; response: CannedResponse };

/** What agents say often, found in the inbox by a slash and its short code. */
export function CannedResponses() {
  const { t } = useText();
  const asked = useAsync((signal) => listCannedResponses(signal), []);
  const [asks, setAsks] = useState<Asks>();
  const close = () => setAsks(undefined);
  return (
    <>
      <ListCard
        part="canned-responses"
        title={t('canned.title')}
        lead={t('canned.lead')}
        add={{ label: t('canned.new'), onClick: () => setAsks({ kind: 'new' }) }}
        asked={asked}
        none={{ icon: 'reply', title: t('canned.none'), more: t('canned.noneMore') }}
        keyOf={(response) => response.id}
      >
        {(response) => (
          <>
            <div>
              <code className="ltr">/{response.short_code}</code>
              <p className="quiet small two-lines" dir="auto">
                {response.content}
              </p>
            </div>
            <div className="row">
              <button className="button" onClick={() => setAsks({ kind: 'edit', response })} aria-label={t('canned.editOf', { name: response.short_code })}>
                {t('canned.edit')}
              </button>
              <button className="button danger" onClick={() => setAsks({ kind: 'delete', response })} aria-label={t('canned.deleteOf', { name: response.short_code })}>
                {t('action.delete')}
              </button>
            </div>
          </>
        )}
      </ListCard>
      {asks && asks.kind !== 'delete' ? <ResponseForm of={asks.kind === 'edit' ? asks.response : undefined} onClose={close} onDone={() => (close(), asked.reload())} /> : null}
      {asks?.kind === 'delete' ? (
        <Confirm
          title={t('canned.deleteTitle', { name: asks.response.short_code })}
          more={t('canned.deleteMore')}
          action={t('action.delete')}
          onClose={close}
          onYes={async () => {
            await removeCannedResponse(asks.response.id);
            asked.reload();
          }}
        />
      ) : null}
    </>
  );
}

function ResponseForm({ of, onClose, onDone }: { of?: CannedResponse; onClose(): void; onDone(): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [code, setCode] = useState(of?.short_code ?? '');
  const [content, setContent] = useState(of?.content ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Agents write a slash before it; it is no part of it.
    if (await act(() => saveCannedResponse(of?.id, { short_code: code.trim().replace(/^\//, ''), content }), t('saved'))) onDone();
  };
  return (
    <Dialog title={of ? t('canned.editTitle', { name: of.short_code }) : t('canned.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Refusal problem={problem} />
        <Field label={t('canned.code')} hint={t('canned.codeHint')} prefix="/" dir="ltr" value={code} onChange={(event) => setCode(event.target.value)} required />
        <TextArea label={t('canned.content')} value={content} onChange={(event) => setContent(event.target.value)} rows={5} dir="auto" required />
        <div className="dialog-actions">
          <Answers action={t('action.save')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
