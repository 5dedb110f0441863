import { useDeferredValue, useState } from 'react';
import { call, type Link, type LinkTest } from '../../api/api';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Field } from '../../ui/Field';
import { Icon, type IconName } from '../../ui/Icon';
import { Failed, Loading } from '../../ui/States';

const devices: { name: string; icon: IconName; userAgent: string }[] = [
  { name: 'iPhone', icon: 'phone', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1' },
  { name: 'iPad', icon: 'phone', userAgent: 'Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1' },
  { name: 'Android', icon: 'phone', userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36' },
  { name: 'Instagram · iOS', icon: 'phone', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 385.0.0.24.85 (iPhone15,2; iOS 18_5; en_US; en; scale=3.00; 1179x2556; 742127461)' },
  { name: 'Windows', icon: 'desktop', userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36' },
  { name: 'Mac', icon: 'desktop', userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15' },
  { name: 'WhatsApp', icon: 'link', userAgent: 'WhatsApp/2.23.20.0' },
];

/**
 * What each device would be answered by the edge now: asked of the code that answers taps, again after each change that is
 * saved. A draft cannot be asked about: the API tests links that are there.
 */
export function DevicePreview({ link, isDirty }: { link: Link; isDirty?: boolean }) {
  const { t } = useText();
  const [visit, setVisit] = useState({ country: '', language: '', query: '' });
  const { country, language, query } = useDeferredValue(visit);
  const asked = useAsync(
    (signal) =>
      Promise.all(
        devices.map(({ userAgent }) =>
          call('post', '/links/{slug}/test', {
            path: { slug: link.id },
            body: {
              userAgent,
              // Half a code is none yet.
              ...(/^[a-z]{2}$/i.test(country) ? { country: country.toUpperCase() } : {}),
              ...(language ? { headers: { 'Accept-Language': language } } : {}),
              ...(query ? { query } : {}),
            },
            signal,
          }),
        ),
      ),
    [link.id, link.updatedAt, country, language, query],
  );
  const set = (part: Partial<typeof visit>) => setVisit((before) => ({ ...before, ...part }));
  return (
    <section className="card preview" aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      {isDirty ? (
        <p className="notice warn" role="status">
          {t('preview.unsaved')}
        </p>
      ) : null}
      <div className="preview-visit" role="group" aria-label={t('preview.visit')}>
        <Field label={t('preview.country')} dir="ltr" placeholder="DE" maxLength={2} value={visit.country} onChange={(event) => set({ country: event.target.value })} />
        <Field label={t('preview.language')} dir="ltr" placeholder="de" value={visit.language} onChange={(event) => set({ language: event.target.value })} />
        <Field label={t('preview.query')} dir="ltr" placeholder="src=mail" value={visit.query} onChange={(event) => set({ query: event.target.value.replace(/^\?/, '') })} />
      </div>
      {asked.data && !asked.problem ? (
        <ul className="list" aria-busy={asked.isLoading}>
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
      {test.variant ? <div>{t('preview.variant', { variant: test.variant })}</div> : null}
      <details>
        <summary>{t('preview.why')}</summary>
        <ul className="reasons" dir="ltr" lang="en">
          {test.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {test.rules
            .filter((rule) => !rule.holds)
            .map((rule) => (
              <li key={rule.name}>
                {rule.name}: {rule.failed.join(', ')}
              </li>
            ))}
        </ul>
      </details>
    </div>
  );
}
