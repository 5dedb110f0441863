import { useState } from 'react';
import { confirmUser, readUser, signOutUser, type UserItem } from '../../api/console';
import { A } from '../../app/router';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { Asked } from './Asked';
import { Filters, useFilters } from './Filters';
import { isCancelled, useChange } from './password';
import { Row, Rows } from './Rows';
import { Ago } from './Times';
import { useList } from './useList';

export function Users() {
  const { t, number } = useText();
  const say = useToast();
  const change = useChange();
  const list = useList<UserItem>('/users', useFilters('search', 'role'));
  const [shown, setShown] = useState<number>();
  const [leaving, setLeaving] = useState<UserItem>();
  const confirm = async (user: UserItem) => {
    try {
      await change(() => confirmUser(user.id));
      say(t('console.user.confirmed', { email: user.email }));
      list.reload();
    } catch (failure) {
      const refusal = asProblem(failure);
      if (!isCancelled(refusal)) say(refusal.message);
    }
  };
  return (
    <>
      <Filters
        wanted={[
          { name: 'search', label: t('console.users.search') },
          { name: 'role', label: t('console.role'), options: [['super-admin', t('console.superAdmin')]] },
        ]}
        errors={list.problem?.errors}
      />
      <Rows list={list} label={t('console.users')} icon="person" none={t('console.nothing')} noneMore={t('console.nothingMore')}>
        {(user) => (
          <Row
            key={user.id}
            title={
              <>
                <strong>{user.name}</strong>
                {user.superAdmin ? <span className="tag good">{t('console.superAdmin')}</span> : null}
                {user.confirmedAt ? null : <span className="tag warn">{t('console.unconfirmed')}</span>}
              </>
            }
            more={
              <>
                <span className="ltr">{user.email}</span> · {t('console.id', { id: user.id })}
              </>
            }
            facts={[
              [t('console.accounts'), number(user.accounts)],
              [t('console.sessions'), number(user.sessions)],
              [t('console.lastSeen'), user.lastSeenAt ? <Ago key="at" at={user.lastSeenAt} /> : t('console.signedOut')],
            ]}
            actions={
              <>
                {user.confirmedAt ? null : (
                  <button className="button" onClick={() => void confirm(user)} aria-label={t('console.confirmOf', { name: user.name })}>
                    {t('console.confirm')}
                  </button>
                )}
                <button className="button" onClick={() => setShown(user.id)} aria-label={t('console.placesOf', { name: user.name })}>
                  {t('console.accounts')}
                </button>
                <button className="button danger" onClick={() => setLeaving(user)} disabled={user.sessions === 0} aria-label={t('console.signOutOf', { name: user.name })}>
                  {t('console.signOut')}
                </button>
              </>
            }
          />
        )}
      </Rows>
      {shown !== undefined ? <Places id={shown} onClose={() => setShown(undefined)} /> : null}
      {leaving ? (
        <Asked
          title={t('console.signOutTitle', { name: leaving.name })}
          more={t('console.signOutMore')}
          action={t('console.signOut')}
          what={() => signOutUser(leaving.id)}
          onClose={() => setLeaving(undefined)}
          onDone={() => (setLeaving(undefined), say(t('console.done')), list.reload())}
        />
      ) : null}
    </>
  );
}

function Places({ id, onClose }: { id: number; onClose(): void }) {
  const { t } = useText();
  const asked = useAsync((signal) => readUser(id, signal), [id]);
  return (
    <Dialog title={asked.data?.name ?? t('console.users')} onClose={onClose} actions={<button className="button" onClick={onClose}>{t('action.close')}</button>}>
      {asked.data?.places?.length === 0 ? (
        <p>{t('console.noPlaces')}</p>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.places?.map((place) => (
            <li key={place.accountId}>
              <div>
                <A to={`/console?search=${place.accountId}`}>{place.accountName}</A> {place.suspended ? <span className="tag bad">{t('console.status.suspended')}</span> : null}
              </div>
              <span className="quiet small">{t(place.role === 'administrator' ? 'console.administrator' : 'console.agent')}</span>
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}
