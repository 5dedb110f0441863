import { useState } from 'react';
import { addNote, notesOf, removeNote } from '../../api/contacts';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { Failed } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { Part } from './ContactPane';

/** What the account's people know of a contact; no contact reads it. */
export function Notes({ contactId }: { contactId: number }) {
  const { t, ago } = useText();
  const say = useToast();
  const asked = useAsync((signal) => notesOf(contactId, signal), [contactId]);
  const [text, setText] = useState('');
  const attempt = async (what: Promise<unknown>) => {
    try {
      await what;
      asked.reload();
      return true;
    } catch (failure) {
      say(asProblem(failure).message);
      return false;
    }
  };
  const add = async () => {
    if (text.trim() && (await attempt(addNote(contactId, text.trim())))) setText('');
  };
  return (
    <Part title={t('inbox.notes')}>
      <form className="note-form" onSubmit={(event) => (event.preventDefault(), void add())}>
        <textarea className="input" rows={2} dir="auto" value={text} aria-label={t('inbox.noteAbout')} placeholder={t('inbox.noteAbout')} onChange={(event) => setText(event.target.value)} />
        {text.trim() ? <button className="button">{t('action.save')}</button> : null}
      </form>
      {asked.problem && !asked.data ? <Failed problem={asked.problem} onRetry={asked.reload} /> : null}
      <ul className="notes">
        {asked.data?.map((note) => (
          <li key={note.id}>
            <p dir="auto">{note.content}</p>
            <p className="quiet small row spread nowrap">
              <span className="truncate">
                {note.user?.name} · {ago(new Date(note.created_at * 1000).toISOString())}
              </span>
              <button className="button icon plain small-icon" aria-label={t('inbox.removeNote')} onClick={() => void attempt(removeNote(contactId, note.id))}>
                <Icon name="close" />
              </button>
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}
