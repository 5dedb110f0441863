import { useState, type FormEvent } from 'react';
import { changeProfile, readOwnProfile } from '../../api/settings';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { useAct } from './useAct';

/** A new password ends every other session. */
export function Password() {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const asked = useAsync(() => readOwnProfile(), []);
  const isFirst = asked.data?.confirmed === false;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => changeProfile(isFirst ? { password: next } : { current_password: current, password: next }), t('password.done'))) {
      asked.reload();
      setCurrent('');
      setNext('');
    }
  };
  return (
    <section className="card">
      <h2>{t('password.title')}</h2>
      <form className="form" onSubmit={(event) => void save(event)}>
        <Refusal problem={problem} />
        {isFirst ? <p className="notice">{t('password.first')}</p> : null}
        <div className="pair">
          {isFirst ? null : <Field label={t('password.current')} type="password" autoComplete="current-password" dir="ltr" value={current} onChange={(event) => setCurrent(event.target.value)} required />}
          <Field label={t('password.next')} hint={t('password.hint')} type="password" autoComplete="new-password" dir="ltr" value={next} onChange={(event) => setNext(event.target.value)} required />
        </div>
        <div className="form-actions">
          <button className="button" disabled={isBusy}>
            {t(isFirst ? 'password.set' : 'password.action')}
          </button>
        </div>
      </form>
    </section>
  );
}
