import { useState, type FormEvent } from 'react';
import { changeProfile } from '../../api/settings';
import { useText } from '../../text/text';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { useAct } from './useAct';

/** A new password ends every other session. */
export function Password() {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => changeProfile({ current_password: current, password: next }), t('password.done'))) {
      setCurrent('');
      setNext('');
    }
  };
  return (
    <section className="card">
      <h2>{t('password.title')}</h2>
      <form className="form" onSubmit={(event) => void save(event)}>
        <Refusal problem={problem} />
        <div className="pair">
          <Field label={t('password.current')} type="password" autoComplete="current-password" dir="ltr" value={current} onChange={(event) => setCurrent(event.target.value)} required />
          <Field label={t('password.next')} hint={t('password.hint')} type="password" autoComplete="new-password" dir="ltr" value={next} onChange={(event) => setNext(event.target.value)} required />
        </div>
        <div className="form-actions">
          <button className="button" disabled={isBusy}>
            {t('password.action')}
          </button>
        </div>
      </form>
    </section>
  );
}
