import { readDelivery, type Webhook } from '../../api/webhooks';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { CopyButton } from '../../ui/CopyButton';
import { Failed, Loading } from '../../ui/States';

/** What was sent, and what each attempt was answered. */
export function DeliveryDetail({ webhook, id, round }: { webhook: Webhook; id: string; round: number }) {
  const { t, date, number } = useText();
  const asked = useAsync((signal) => readDelivery(webhook, id, signal), [webhook.id, id, round]);
  const delivery = asked.data;
  if (!delivery) return <div className="delivery">{asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading />}</div>;
  return (
    <div className="delivery">
      <div className="row spread">
        <h3>{t('deliveries.payload')}</h3>
        <CopyButton text={delivery.payload ?? ''} label={t('deliveries.copy')} />
      </div>
      <pre className="payload" tabIndex={0} aria-label={t('deliveries.payload')}>
        {pretty(delivery.payload ?? '')}
      </pre>
      <h3>{t('deliveries.attemptsTitle')}</h3>
      {delivery.attempts.length === 0 ? <p className="quiet small">{t('deliveries.waiting')}</p> : null}
      <ol className="attempts">
        {delivery.attempts.map((attempt, index) => (
          <li key={index}>
            <div className="row small">
              <span className={`tag ${attempt.status && attempt.status < 300 ? 'good' : 'bad'}`}>{attempt.status ? <span className="ltr">HTTP {attempt.status}</span> : t('deliveries.noAnswer')}</span>
              <span>{date(attempt.at, { dateStyle: 'medium', timeStyle: 'medium' })}</span>
              <span className="quiet">{t('deliveries.latency', { ms: number(attempt.latencyMs) })}</span>
            </div>
            {attempt.error ? <p className="small error">{attempt.error}</p> : null}
            {attempt.answer ? (
              <pre className="payload" tabIndex={0} aria-label={t('deliveries.answer')}>
                {attempt.answer}
              </pre>
            ) : null}
          </li>
        ))}
      </ol>
      {delivery.nextAttemptAt && delivery.attempts.length > 0 ? <p className="quiet small">{t('deliveries.next', { at: date(delivery.nextAttemptAt, { timeStyle: 'medium' }) })}</p> : null}
    </div>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
