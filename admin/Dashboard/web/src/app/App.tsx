import { lazy, Suspense, type ComponentType } from 'react';
import { SignIn } from '../pages/SignIn';
import { useText } from '../text/text';
import { Empty, Failed, Loading } from '../ui/States';
import { isEmbedded } from './embedded';
import { Frame } from './Frame';
import { A, match, useRouter } from './router';
import { useSession } from './session';

const Links = lazy(() => import('../pages/Links').then((module) => ({ default: module.Links })));
const LinkPage = lazy(() => import('../pages/LinkPage').then((module) => ({ default: module.LinkPage })));
const NewLink = lazy(() => import('../pages/NewLink').then((module) => ({ default: module.NewLink })));
const ImportLinks = lazy(() => import('../pages/ImportLinks').then((module) => ({ default: module.ImportLinks })));
const Analytics = lazy(() => import('../pages/Analytics').then((module) => ({ default: module.Analytics })));
const Campaigns = lazy(() => import('../pages/Campaigns').then((module) => ({ default: module.Campaigns })));
const Inbox = lazy(() => import('../pages/Inbox').then((module) => ({ default: module.Inbox })));
const Settings = lazy(() => import('../pages/Settings').then((module) => ({ default: module.Settings })));
const Console = lazy(() => import('../pages/Console').then((module) => ({ default: module.Console })));
const Welcome = lazy(() => import('../pages/Welcome').then((module) => ({ default: module.Welcome })));

/** Each page is loaded when it is opened first; the values of its pattern are its properties. */
const pages: [pattern: string, page: ComponentType<any>][] = [
  ['/', isEmbedded ? Inbox : Links],
  ['/links', Links],
  ['/links/new', NewLink],
  ['/links/import', ImportLinks],
  ['/links/:id', LinkPage],
  ['/links/:id/:tab', LinkPage],
  ['/analytics', Analytics],
  ['/campaigns', Campaigns],
  ['/campaigns/:id', Campaigns],
  ['/inbox', Inbox],
  ['/inbox/:id', Inbox],
  ['/settings', Settings],
  ['/settings/:tab', Settings],
  ['/console', Console],
  ['/console/:tab', Console],
  ['/console/:tab/:id', Console],
  ['/settings/:tab/:id', Settings],
  ['/welcome', Welcome],
];

// What is the person's own, or an administrator's, is not done in a frame.
const shownPages = isEmbedded ? pages.filter(([pattern]) => !pattern.startsWith('/settings') && !pattern.startsWith('/campaigns') && pattern !== '/welcome') : pages;

export function App() {
  const { state, retry } = useSession();
  const { path } = useRouter();
  if (state.kind === 'asking') return null;
  if (state.kind === 'broken') return <Failed problem={state.problem} onRetry={retry} />;
  if (state.kind === 'out' || path === '/login') return <SignIn />;
  return (
    <Frame>
      <Page path={path} key={state.accountId} />
    </Frame>
  );
}

function Page({ path }: { path: string }) {
  const { t } = useText();
  for (const [pattern, Shown] of shownPages) {
    const values = match(pattern, path);
    if (values) {
      return (
        <Suspense fallback={<Loading lines={6} />}>
          <Shown {...values} />
        </Suspense>
      );
    }
  }
  return (
    <Empty icon="search" title={t('notFound.title')} action={<A className="button" to="/links">{t('notFound.back')}</A>}>
      {t('notFound.more')}
    </Empty>
  );
}
