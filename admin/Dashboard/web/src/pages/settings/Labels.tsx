import { useState, type FormEvent } from 'react';
import { listLabels, removeLabel, saveLabel, type Label } from '../../api/desk';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { ListCard } from './ListCard';
import { useAct } from './useAct';

type Asks = { kind: 'new' } | { kind: 'edit' | 'delete'; label: Label };

/** The labels that conversations and contacts can have. */
export function Labels() {
  const { t } = useText();
  const asked = useAsync((signal) => listLabels(signal), []);
  const [asks, setAsks] = useState<Asks>();
  const close = () => setAsks(undefined);
  return (
    <>
      <ListCard
        part="labels"
        title={t('labels.title')}
        add={{ label: t('labels.new'), onClick: () => setAsks({ kind: 'new' }) }}
        asked={asked}
        none={{ icon: 'filter', title: t('labels.none'), more: t('labels.noneMore') }}
        keyOf={(label) => label.id}
      >
        {(label) => (
          <>
            <div>
              <span className="tag">
                <span className="label-dot" style={{ background: label.color }} />
                {label.title}
              </span>
              {label.description ? (
                <p className="quiet small" dir="auto">
                  {label.description}
                </p>
              ) : null}
            </div>
            <div className="row">
              <button className="button" onClick={() => setAsks({ kind: 'edit', label })} aria-label={t('labels.editOf', { name: label.title })}>
                {t('canned.edit')}
              </button>
              <button className="button danger" onClick={() => setAsks({ kind: 'delete', label })} aria-label={t('labels.deleteOf', { name: label.title })}>
                {t('action.delete')}
              </button>
            </div>
          </>
        )}
      </ListCard>
      {asks && asks.kind !== 'delete' ? <LabelForm of={asks.kind === 'edit' ? asks.label : undefined} onClose={close} onDone={() => (close(), asked.reload())} /> : null}
      {asks?.kind === 'delete' ? (
        <Confirm
          title={t('labels.deleteTitle', { name: asks.label.title })}
          more={t('labels.deleteMore')}
          action={t('action.delete')}
          onClose={close}
          onYes={async () => {
            await removeLabel(asks.label.id);
            asked.reload();
          }}
        />
      ) : null}
    </>
  );
}

function LabelForm({ of, onClose, onDone }: { of?: Label; onClose(): void; onDone(): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [title, setTitle] = useState(of?.title ?? '');
  const [color, setColor] = useState(of?.color ?? '#2b50d8');
  const [description, setDescription] = useState(of?.description ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => saveLabel(of?.id, { title: title.trim(), color, description }), t('saved'))) onDone();
  };
  return (
    <Dialog title={of ? t('labels.editTitle', { name: of.title }) : t('labels.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Refusal problem={problem} />
        <Field label={t('labels.name')} hint={t('labels.nameHint')} value={title} onChange={(event) => setTitle(event.target.value)} required />
        <Field label={t('labels.color')} type="color" value={color} onChange={(event) => setColor(event.target.value)} />
        <Field label={t('labels.description')} value={description} onChange={(event) => setDescription(event.target.value)} />
        <div className="dialog-actions">
          <Answers action={t('action.save')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
