import { useState, type FormEvent } from 'react';
import { createAudience, type Audience } from '../../api/campaigns';
import { isEmbedded } from '../../app/embedded';
import { A } from '../../app/router';
import { useAccount } from '../../app/session';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { AudienceCounts } from '../campaigns/AudienceCounts';
import { useAct } from '../settings/useAct';

/** Makes an audience of the clicks that are looked at: the contacts to whom they lead. */
export function AudienceButton({ question, about }: { question: object; about: string }) {
  const { t } = useText();
  const { account } = useAccount();
  const [isOpen, setIsOpen] = useState(false);
  if (isEmbedded || account?.role !== 'administrator') return null;
  return (
    <>
      <button className="button" data-action="audience" onClick={() => setIsOpen(true)}>
        <Icon name="person" />
        {t('audience.make')}
      </button>
      {isOpen ? <Make question={question} about={about} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function Make({ question, about, onClose }: { question: object; about: string; onClose(): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState(about);
  const [made, setMade] = useState<Audience>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act(() => createAudience(name, question));
    if (done) setMade(done.answer);
  };
  return (
    <Dialog title={t('audience.make')} onClose={onClose}>
      {made ? (
        <>
          <p role="status">
            <strong>{made.name}</strong>
          </p>
          <AudienceCounts audience={made} />
          <div className="dialog-actions">
            <button className="button" onClick={onClose}>
              {t('action.close')}
            </button>
            {made.contacts_count > 0 ? (
              <A className="button primary" to={`/campaigns?audience=${made.id}`}>
                {t('audience.write')}
              </A>
            ) : null}
          </div>
        </>
      ) : (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <Refusal problem={problem} />
          <p className="quiet small">{t('audience.makeMore')}</p>
          <Field label={t('audience.name')} value={name} onChange={(event) => setName(event.target.value)} maxLength={255} required />
          <div className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              {t('action.cancel')}
            </button>
            <button className="button primary" disabled={isBusy}>
              {t('audience.find')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
