import { useTitle } from '../app/useTitle';
import { useText } from '../text/text';
import { StatsView } from './stats/StatsView';

export function Analytics() {
  const { t } = useText();
  useTitle(t('nav.analytics'));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('nav.analytics')}</h1>
          <p className="quiet">{t('analytics.lead')}</p>
        </div>
      </div>
      <StatsView />
    </div>
  );
}
