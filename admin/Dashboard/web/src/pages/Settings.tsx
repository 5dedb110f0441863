import { A } from '../app/router';
import { useAccount } from '../app/session';
import { useTitle } from '../app/useTitle';
import '../styles/links.css';
import { useText } from '../text/text';
import { ApiKeys } from './settings/ApiKeys';
import { Preferences } from './settings/Preferences';
import { Sessions } from './settings/Sessions';
import { Webhooks } from './settings/Webhooks';

const tabs = ['preferences', 'security', 'developer'] as const;

export function Settings({ tab: named }: { tab?: string }) {
  const { t } = useText();
  const { may } = useAccount();
  const shown = tabs.filter((tab) => tab !== 'developer' || may('keys:write'));
  const tab = shown.find((each) => each === named) ?? 'preferences';
  useTitle(t('nav.settings'));
  return (
    <div className="page narrow">
      <h1>{t('nav.settings')}</h1>
      <nav className="tabs" aria-label={t('settings.tabs')}>
        {shown.map((each) => (
          <A key={each} to={each === 'preferences' ? '/settings' : `/settings/${each}`} aria-current={each === tab ? 'page' : undefined}>
            {t(`settings.${each}`)}
          </A>
        ))}
      </nav>
      {tab === 'preferences' ? <Preferences /> : null}
      {tab === 'security' ? <Sessions /> : null}
      {tab === 'developer' ? (
        <>
          <ApiKeys />
          <Webhooks />
        </>
      ) : null}
    </div>
  );
}
