import type { Campaign } from '../../api/campaigns';
import { useText } from '../../text/text';

const parts = ['read', 'delivered', 'sent', 'failed', 'skipped', 'waiting'] as const;

/** How many have come how far, as a bar and as numbers; the bar is decoration beside them. */
export function CampaignProgress({ campaign }: { campaign: Campaign }) {
  const { t, number } = useText();
  const { counts } = campaign;
  const skipped = Object.values(counts.skipped).reduce((sum, each) => sum + each, 0);
  const of = (part: (typeof parts)[number]) => (part === 'skipped' ? skipped : counts[part]);
  if (counts.total === 0) return null;
  return (
    <div className="progress">
      <div className="progress-bar" aria-hidden="true">
        {parts
          .filter((part) => of(part) > 0)
          .map((part) => (
            <span key={part} className={part} style={{ flexGrow: of(part) }} />
          ))}
      </div>
      <dl className="progress-counts">
        {parts
          .filter((part) => of(part) > 0)
          .map((part) => (
            <div key={part}>
              <dt>
                <span className={`dot ${part}`} aria-hidden="true" />
                {t(`campaign.count.${part}`)}
              </dt>
              <dd>{number(of(part))}</dd>
            </div>
          ))}
        <div>
          <dt>{t('stats.clicks')}</dt>
          <dd>{number(campaign.clicks_count)}</dd>
        </div>
      </dl>
    </div>
  );
}
