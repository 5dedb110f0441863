import { useEffect, useRef } from 'react';
import { A } from '../app/router';
import { useAccount } from '../app/session';
import { useTitle } from '../app/useTitle';
import '../styles/console.css';
import { useText } from '../text/text';
import { Empty } from '../ui/States';
import { AccessTokens } from './console/AccessTokens';
import { Accounts } from './console/Accounts';
import { Audit } from './console/Audit';
import { Edges } from './console/Edges';
import { Jobs } from './console/Jobs';
import { PasswordProvider } from './console/password';
import { PlatformAppPage } from './console/PlatformAppPage';
import { PlatformApps } from './console/PlatformApps';
import { Requests } from './console/Requests';
import { Users } from './console/Users';

const tabs = ['accounts', 'users', 'platform-apps', 'access-tokens', 'edges', 'jobs', 'audit', 'requests'] as const;

/** For those who run the installation; to others it is not there. */
export function Console({ tab: named, id }: { tab?: string; id?: string }) {
  const { t } = useText();
  const { session } = useAccount();
  const tab = tabs.find((each) => each === (named ?? 'accounts'));
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  useTitle(tab && session.user.superAdmin ? `${t(`console.${tab}`)} · ${t('nav.console')}` : t('notFound.title'));
  if (!session.user.superAdmin || !tab || (id && tab !== 'platform-apps' && tab !== 'requests')) {
    return (
      <Empty icon="search" title={t('notFound.title')} action={<A className="button" to="/links">{t('notFound.back')}</A>}>
        {t('notFound.more')}
      </Empty>
    );
  }
  return (
    <PasswordProvider>
      <div className="page console">
        <div className="page-head">
          <div>
            <h1>{t('nav.console')}</h1>
            <p className="quiet">{t('console.lead')}</p>
          </div>
        </div>
        <nav className="tabs" ref={nav} aria-label={t('console.tabs')}>
          {tabs.map((each) => (
            <A key={each} to={each === 'accounts' ? '/console' : `/console/${each}`} aria-current={each === tab ? 'page' : undefined}>
              {t(`console.${each}`)}
            </A>
          ))}
        </nav>
        {tab === 'accounts' ? <Accounts /> : null}
        {tab === 'users' ? <Users /> : null}
        {tab === 'platform-apps' ? id ? <PlatformAppPage id={Number(id)} key={id} /> : <PlatformApps /> : null}
        {tab === 'access-tokens' ? <AccessTokens /> : null}
        {tab === 'edges' ? <Edges /> : null}
        {tab === 'jobs' ? <Jobs /> : null}
        {tab === 'audit' ? <Audit /> : null}
        {tab === 'requests' ? <Requests id={id} key={id} /> : null}
      </div>
    </PasswordProvider>
  );
}
