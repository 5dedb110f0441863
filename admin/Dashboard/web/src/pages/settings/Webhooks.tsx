import { application } from '../../api/api';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Empty, Failed, Loading } from '../../ui/States';

/** As the Application API lists them. */
interface Webhook {
  id: number;
  name: string | null;
  url: string;
  subscriptions: string[];
}

export function Webhooks() {
  const { t, number } = useText();
  const asked = useAsync(async (signal) => (await application<{ payload: { webhooks: Webhook[] } }>('get', '/webhooks', undefined, signal)).payload.webhooks, []);
  return (
    <section className="card">
      <h2>{t('webhooks.title')}</h2>
      {asked.data?.length === 0 ? (
        <Empty icon="external" title={t('webhooks.none')}>
          {t('webhooks.noneMore')}
        </Empty>
      ) : asked.data ? (
        <ul className="list">
          {asked.data.map((webhook) => (
            <li key={webhook.id}>
              <div>
                <strong className="truncate ltr">{webhook.name ?? webhook.url}</strong>
                {webhook.name ? <div className="quiet small truncate ltr">{webhook.url}</div> : null}
                <div className="row tags">
                  {webhook.subscriptions.slice(0, 4).map((event) => (
                    <span key={event} className="tag ltr">
                      {event}
                    </span>
                  ))}
                  {webhook.subscriptions.length > 4 ? <span className="quiet small">+{number(webhook.subscriptions.length - 4)}</span> : null}
                </div>
              </div>
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
