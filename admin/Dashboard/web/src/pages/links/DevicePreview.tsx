import { call, type Link, type LinkTest } from '../../api/api';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Icon, type IconName } from '../../ui/Icon';
import { Failed, Loading } from '../../ui/States';

const devices: { name: string; icon: IconName; userAgent: string }[] = [
  { name: 'iPhone', icon: 'phone', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1' },
  { name: 'Android', icon: 'phone', userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36' },
  { name: 'Windows', icon: 'desktop', userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36' },
  { name: 'WhatsApp', icon: 'link', userAgent: 'WhatsApp/2.23.20.0' },
];

/** What each device would be answered by the edge now: asked of the code that answers taps, again after each change. */
export function DevicePreview({ link }: { link: Link }) {
  const { t } = useText();
  const asked = useAsync(
    (signal) => Promise.all(devices.map(({ userAgent }) => call('post', '/links/{slug}/test', { path: { slug: link.id }, body: { userAgent }, signal }))),
    [link.id, link.updatedAt],
  );
  return (
    <section className="card" aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      {asked.data ? (
        <ul className="list">
          {devices.map((device, index) => (
            <li key={device.name}>
              <div>
                <div className="row">
                  <Icon name={device.icon} />
                  <strong>{device.name}</strong>
                  <span className="tag">{t(`preview.${asked.data![index]!.destination}`)}</span>
                </div>
                <Outcome test={asked.data![index]!} />
              </div>
            </li>
          ))}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading lines={4} />
      )}
    </section>
  );
}

function Outcome({ test }: { test: LinkTest }) {
  const { t } = useText();
  return (
    <div className="small quiet outcome">
      {test.deepLink ? <div className="truncate ltr mono">{test.deepLink}</div> : null}
      {test.location ? <div className="truncate ltr mono">{test.location}</div> : null}
      {test.rule ? <div>{t('preview.rule', { rule: test.rule })}</div> : null}
    </div>
  );
}
