import { A } from '../app/router';
import { useAccount } from '../app/session';
import { useTitle } from '../app/useTitle';
import '../styles/form.css';
import '../styles/links.css';
import '../styles/settings.css';
import { useText } from '../text/text';
import { ApiKeys } from './settings/ApiKeys';
import { CannedResponses } from './settings/CannedResponses';
import { Domains } from './settings/Domains';
import { Embedding } from './settings/Embedding';
import { Inboxes } from './settings/Inboxes';
import { InboxPage } from './settings/InboxPage';
import { Labels } from './settings/Labels';
import { Members } from './settings/Members';
import { OnSyncKeys } from './settings/OnSyncKeys';
import { Password } from './settings/Password';
import { Profile } from './settings/Profile';
import { Sessions } from './settings/Sessions';
import { TwoSteps } from './settings/TwoSteps';
import { WebhookPage } from './settings/WebhookPage';
import { Webhooks } from './settings/Webhooks';

const ofEverybody = ['profile', 'security', 'replies'] as const;
const ofAdministrators = ['profile', 'security', 'members', 'inboxes', 'replies', 'domains', 'developer'] as const;

export function Settings({ tab: named, id }: { tab?: string; id?: string }) {
  const { t } = useText();
  const { account } = useAccount();
  const shown: readonly (typeof ofAdministrators)[number][] = account?.role === 'administrator' ? ofAdministrators : ofEverybody;
  // A webhook's page is a part of where webhooks are.
  const wanted = named === 'webhooks' ? 'developer' : named;
  const tab = shown.find((each) => each === wanted) ?? 'profile';
  useTitle(`${t(`settings.${tab}`)} · ${t('nav.settings')}`);
  return (
    <div className="page narrow settings">
      <h1>{t('nav.settings')}</h1>
      <nav className="tabs" aria-label={t('settings.tabs')}>
        {shown.map((each) => (
          <A key={each} to={each === 'profile' ? '/settings' : `/settings/${each}`} aria-current={each === tab ? 'page' : undefined}>
            {t(`settings.${each}`)}
          </A>
        ))}
      </nav>
      {tab === 'profile' ? <Profile /> : null}
      {tab === 'security' ? (
        <>
          <Password />
          <TwoSteps />
          <Sessions />
        </>
      ) : null}
      {tab === 'members' ? <Members /> : null}
      {tab === 'inboxes' ? id ? <InboxPage key={id} id={id} /> : <Inboxes /> : null}
      {tab === 'replies' ? (
        <>
          <CannedResponses />
          {account?.role === 'administrator' ? <Labels /> : null}
        </>
      ) : null}
      {tab === 'domains' ? <Domains /> : null}
      {tab === 'developer' ? (
        named === 'webhooks' && id ? (
          <WebhookPage key={id} id={id} />
        ) : (
          <>
            <ApiKeys />
            <OnSyncKeys />
            <Webhooks />
            <Embedding />
          </>
        )
      ) : null}
    </div>
  );
}
