import { useState, type FormEvent } from 'react';
import { changeProfile, readOwnProfile, resetAccessToken, setAvailability, type OwnProfile } from '../../api/settings';
import { useAccount, useSession } from '../../app/session';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Confirm } from '../../ui/Confirm';
import { Field, Select } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { availabilities } from './Members';
import { Picture } from './Picture';
import { Preferences } from './Preferences';
import { useAct } from './useAct';

/** Who somebody is, for the others and for programs that act in his name. */
export function Profile() {
  const asked = useAsync(() => readOwnProfile(), []);
  const { session } = useAccount();
  const { enter } = useSession();
  // What is shown of the person beside the page is of the session.
  const change = (profile: OwnProfile) => {
    asked.set(profile);
    enter({ ...session, user: { ...session.user, name: profile.available_name, avatarUrl: profile.avatar_url || null } });
  };
  return (
    <>
      {asked.data ? (
        <>
          <Person profile={asked.data} onChange={change} />
          <Preferences />
          <Token profile={asked.data} onChange={asked.set} />
        </>
      ) : (
        <>
          <section className="card">{asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading />}</section>
          <Preferences />
        </>
      )}
    </>
  );
}

interface Part {
  profile: OwnProfile;
  onChange(profile: OwnProfile): void;
}

function Person({ profile, onChange }: Part) {
  const { t } = useText();
  const { account } = useAccount();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState(profile.name);
  const [displayName, setDisplayName] = useState(profile.display_name ?? '');
  const place = profile.accounts.find((each) => each.id === account?.id);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const changed = await act(() => changeProfile({ name, display_name: displayName }), t('saved'));
    if (changed) onChange(changed.answer);
  };
  return (
    <section className="card">
      <h2>{t('profile.title')}</h2>
      <Picture profile={profile} onChange={onChange} />
      <form className="form" onSubmit={(event) => void save(event)}>
        <Refusal problem={problem} />
        <div className="pair">
          <Field label={t('profile.name')} value={name} onChange={(event) => setName(event.target.value)} required autoComplete="name" />
          <Field label={t('profile.displayName')} hint={t('profile.displayNameHint')} value={displayName} onChange={(event) => setDisplayName(event.target.value)} autoComplete="nickname" />
        </div>
        <div className="pair">
          <Field label={t('signIn.email')} value={profile.email} readOnly dir="ltr" />
          {place ? (
            <Select
              label={t('profile.availability')}
              hint={t('profile.availabilityHint')}
              value={place.availability}
              onChange={(event) => {
                const wish = event.target.value;
                void act(() => setAvailability(place.id, wish), t('saved')).then((changed) => changed && onChange(changed.answer));
              }}
            >
              {availabilities.map((each) => (
                <option key={each} value={each}>
                  {t(`availability.${each}`)}
                </option>
              ))}
            </Select>
          ) : null}
        </div>
        <div className="form-actions">
          <button className="button primary" disabled={isBusy}>
            {t('action.save')}
          </button>
        </div>
      </form>
    </section>
  );
}

function Token({ profile, onChange }: Part) {
  const { t } = useText();
  const say = useToast();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section className="card" data-part="access-token">
      <div className="row spread">
        <h2>{t('token.title')}</h2>
        <button className="button" onClick={() => setIsAsking(true)}>
          {t('token.reset')}
        </button>
      </div>
      <Secret key={profile.access_token} label={t('token.label')} value={profile.access_token ?? ''} hint={t('token.hint')} />
      {isAsking ? (
        <Confirm
          title={t('token.resetTitle')}
          more={t('token.resetMore')}
          action={t('token.reset')}
          onClose={() => setIsAsking(false)}
          onYes={async () => {
            onChange(await resetAccessToken());
            say(t('token.done'));
          }}
        />
      ) : null}
    </section>
  );
}
