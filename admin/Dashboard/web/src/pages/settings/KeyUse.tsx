import { useText } from '../../text/text';

/** Days after which a key is old, and after which one that nobody uses is asked about. */
const Patience = 90;

const DayInMs = 86_400_000;

/** What is to be said of a key: one that is old wants another secret, one that nobody uses wants to be revoked. */
export function reminderOf({ createdAt, lastUsedAt }: { createdAt: string; lastUsedAt: string | null }, now = Date.now()): 'old' | 'unused' | 'idle' | undefined {
  const days = (since: string) => (now - Date.parse(since)) / DayInMs;
  if (lastUsedAt === null) return days(createdAt) > Patience ? 'unused' : undefined;
  if (days(lastUsedAt) > Patience) return 'idle';
  return days(createdAt) > Patience ? 'old' : undefined;
}

/** When a key was made and last used, and whether to think about it. */
export function KeyUse({ createdAt, lastUsedAt }: { createdAt: string; lastUsedAt: string | null }) {
  const { t, ago } = useText();
  const reminder = reminderOf({ createdAt, lastUsedAt });
  return (
    <div className="quiet small">
      {lastUsedAt ? t('keys.used', { ago: ago(lastUsedAt) }) : t('keys.unused')} · {t('keys.made', { ago: ago(createdAt) })}
      {reminder ? (
        <p className="reminder" data-reminder={reminder}>
          {t(`keys.reminder.${reminder}`)}
        </p>
      ) : null}
    </div>
  );
}
