import { useRef } from 'react';
import { changePicture, type OwnProfile } from '../../api/settings';
import { useText } from '../../text/text';
import { Avatar } from '../../ui/Avatar';
import { Refusal } from '../../ui/Refusal';
import { useAct } from './useAct';

const Types = 'image/png,image/jpeg,image/gif,image/webp';

/** What contacts and the others see beside the name. */
export function Picture({ profile, onChange }: { profile: OwnProfile; onChange(profile: OwnProfile): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const input = useRef<HTMLInputElement>(null);
  const set = async (file: File | null) => {
    const changed = await act(() => changePicture(file), t(file ? 'picture.set' : 'picture.removed'));
    if (changed) onChange(changed.answer);
  };
  return (
    <div className="own-picture" data-part="picture">
      <Refusal problem={problem} />
      <Avatar key={profile.avatar_url} name={profile.available_name} picture={profile.avatar_url} />
      <div>
        <div className="row">
          <button className="button" disabled={isBusy} onClick={() => input.current?.click()}>
            {t(profile.avatar_url ? 'picture.change' : 'picture.choose')}
          </button>
          {profile.avatar_url ? (
            <button className="button plain" disabled={isBusy} onClick={() => void set(null)}>
              {t('picture.remove')}
            </button>
          ) : null}
        </div>
        <p className="quiet small">{t('picture.hint')}</p>
        <input
          ref={input}
          type="file"
          accept={Types}
          hidden
          aria-label={t('picture.choose')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same one may be chosen again, after a refusal.
            event.target.value = '';
            if (file) void set(file);
          }}
        />
      </div>
    </div>
  );
}
