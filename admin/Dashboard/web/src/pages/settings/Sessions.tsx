import { call, type SessionItem } from '../../api/api';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';

export function Sessions() {
  const { t, ago } = useText();
  const say = useToast();
  const asked = useAsync((signal) => call('get', '/sessions', { signal }), []);
  const act = async (what: Promise<unknown>) => {
    try {
      await what;
      say(t('sessions.ended'));
    } catch (failure) {
      say(asProblem(failure).message);
    }
    asked.reload();
  };
  const sessions = asked.data?.data;
  return (
    <section className="card">
      <div className="row spread">
        <h2>{t('sessions.title')}</h2>
        {sessions && sessions.length > 1 ? (
          <button className="button" onClick={() => void act(call('delete', '/sessions'))}>
            {t('sessions.endOthers')}
          </button>
        ) : null}
      </div>
      <p className="quiet small">{t('sessions.lead')}</p>
      {sessions ? (
        <ul className="list">
          {sessions.map((session) => (
            <li key={session.id}>
              <div>
                <div>
                  {browserOf(session, t('sessions.program'))} {session.current ? <span className="tag good">{t('sessions.current')}</span> : null}
                </div>
                <div className="quiet small">
                  <span className="ltr">{session.network}</span> · {t('sessions.seen', { ago: ago(session.lastSeenAt) })}
                </div>
              </div>
              {session.current ? null : (
                <button className="button" onClick={() => void act(call('delete', '/sessions/{id}', { path: { id: session.id } }))}>
                  {t('sessions.end')}
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/(Headless)?Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** As its owner would call it; enough to tell a phone from a laptop. */
function browserOf({ userAgent }: SessionItem, program: string): string {
  const name = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [name(browsers), name(systems)].filter(Boolean).join(' · ') || userAgent || program;
}
