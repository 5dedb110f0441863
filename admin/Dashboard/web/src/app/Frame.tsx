import { useEffect, useState, type ReactNode } from 'react';
import mark from '../styles/mark.svg';
import { useText } from '../text/text';
import { Avatar } from '../ui/Avatar';
import { Icon, type IconName } from '../ui/Icon';
import { useToast } from '../ui/Toasts';
import { asProblem } from './useAsync';
import { isEmbedded } from './embedded';
import { A, useRouter } from './router';
import { useSession } from './session';

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useText();
  const { path } = useRouter();
  const { state } = useSession();
  const administers = state.kind === 'in' && state.session.accounts.find((account) => account.id === state.accountId)?.role === 'administrator';
  return (
    <div className="frame">
      <a className="button skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="side">
        <A to="/links" className="brand">
          <img src={mark} alt="" />
          OneLink
        </A>
        <nav className="nav" aria-label={t('nav.label')}>
          <NavLink to="/links" icon="link" text={t('nav.links')} isCurrent={path === '/' || path.startsWith('/links')} />
          <NavLink to="/analytics" icon="chart" text={t('nav.analytics')} isCurrent={path.startsWith('/analytics')} />
          {!isEmbedded && administers ? <NavLink to="/campaigns" icon="send" text={t('nav.campaigns')} isCurrent={path.startsWith('/campaigns')} /> : null}
          <NavLink to="/inbox" icon="chat" text={t('nav.inbox')} isCurrent={path.startsWith('/inbox')} />
          {isEmbedded ? null : <NavLink to="/settings" icon="settings" text={t('nav.settings')} isCurrent={path.startsWith('/settings')} />}
          {!isEmbedded && state.kind === 'in' && state.session.user.superAdmin ? (
            <NavLink to="/console" icon="console" text={t('nav.console')} isCurrent={path.startsWith('/console')} />
          ) : null}
        </nav>
        {isEmbedded ? null : <Who />}
      </header>
      <main id="main" className="main" tabIndex={-1}>
        <Offline />
        {children}
      </main>
    </div>
  );
}

function NavLink({ to, icon, text, isCurrent }: { to: string; icon: IconName; text: string; isCurrent: boolean }) {
  return (
    <A to={to} aria-current={isCurrent ? 'page' : undefined}>
      <Icon name={icon} />
      {text}
    </A>
  );
}

function Who() {
  const { t } = useText();
  const say = useToast();
  const { state, leave, chooseAccount } = useSession();
  if (state.kind !== 'in') return null;
  const open = state.session.accounts.filter((account) => !account.suspended);
  return (
    <div className="who">
      {open.length > 1 ? (
        <select className="input" aria-label={t('account')} value={state.accountId} onChange={(event) => chooseAccount(Number(event.target.value))}>
          {open.map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
        </select>
      ) : null}
      <div className="person small">
        <Avatar name={state.session.user.name} picture={state.session.user.avatarUrl ?? undefined} />
        <div className="truncate">
          {state.session.user.name}
          <div className="quiet truncate ltr">{state.session.user.email}</div>
        </div>
      </div>
      <button className="button plain" onClick={() => leave().catch((failure: unknown) => say(asProblem(failure).message))}>
        <Icon name="out" turns />
        {t('signOut')}
      </button>
    </div>
  );
}

function Offline() {
  const { t } = useText();
  const [isOffline, setIsOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const changed = () => setIsOffline(!navigator.onLine);
    addEventListener('online', changed);
    addEventListener('offline', changed);
    return () => {
      removeEventListener('online', changed);
      removeEventListener('offline', changed);
    };
  }, []);
  return isOffline ? (
    <p role="status" className="notice warn page">
      {t('offline.banner')}
    </p>
  ) : null;
}
