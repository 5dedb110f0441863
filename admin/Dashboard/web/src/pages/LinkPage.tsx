import { useState } from 'react';
import { call, type LinkInput } from '../api/api';
import { A, useRouter } from '../app/router';
import { useAccount } from '../app/session';
import { asProblem, useAsync } from '../app/useAsync';
import { useTitle } from '../app/useTitle';
import '../styles/links.css';
import { useText } from '../text/text';
import { Answers } from '../ui/Answers';
import { CopyButton } from '../ui/CopyButton';
import { Dialog } from '../ui/Dialog';
import { Failed, Loading } from '../ui/States';
import { useToast } from '../ui/Toasts';
import { AbTest } from './links/AbTest';
import { DevicePreview } from './links/DevicePreview';
import { LinkForm } from './links/LinkForm';
import { QrDesigner } from './links/QrDesigner';
import { StatsView } from './stats/StatsView';

const tabs = ['stats', 'edit', 'ab', 'qr'] as const;
type Tab = (typeof tabs)[number];

interface Props {
  id: string;
  tab?: string;
}

/** Another link is another page: nothing of the one before stays, least of all where the next one is not there. */
export const LinkPage = (props: Props) => <Shown key={props.id} {...props} />;

function Shown({ id, tab: named }: Props) {
  const { t } = useText();
  const { go } = useRouter();
  const { may } = useAccount();
  const say = useToast();
  const asked = useAsync((signal) => call('get', '/links/{slug}', { path: { slug: id }, signal }), [id]);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isDirty, setIsDirty] = useState(false);
  const tab: Tab = tabs.find((each) => each === named) ?? 'stats';
  const link = asked.data;
  useTitle(link ? (link.title ?? link.slug) : t('links.link'));

  if (!link) {
    return (
      <div className="page">
        <div className="card">{asked.problem ? <Failed problem={asked.problem} onRetry={asked.reload} /> : <Loading lines={6} />}</div>
      </div>
    );
  }

  const save = async (body: LinkInput) => {
    asked.set(await call('patch', '/links/{slug}', { path: { slug: link.id }, body: body as never }));
    say(t('saved'));
  };

  const remove = async () => {
    try {
      await call('delete', '/links/{slug}', { path: { slug: link.id } });
      say(t('link.deleted'));
      go('/links', { replace: true });
    } catch (failure) {
      say(asProblem(failure).message);
      setIsDeleting(false);
    }
  };

  return (
    <div className="page">
      <div className="link-head">
        <A to="/links" className="small quiet back-up">
          {t('nav.links')}
        </A>
        <div>
          <h1>{link.title ?? link.slug}</h1>
          {may('links:write') ? (
            <button className="button danger" onClick={() => setIsDeleting(true)}>
              {t('action.delete')}
            </button>
          ) : null}
        </div>
        <div className="row link-address">
          <a href={link.shortUrl} target="_blank" rel="noreferrer" className="ltr truncate">
            {link.shortUrl.replace(/^https?:\/\//, '')}
          </a>
          <CopyButton text={link.shortUrl} label={t('link.copy', { name: link.title ?? link.slug })} />
          {link.enabled ? <span className="tag good">{t('link.on')}</span> : <span className="tag warn">{t('link.off')}</span>}
        </div>
      </div>
      {link.deniedHost ? <p className="notice bad">{t('link.deniedMore', { host: link.deniedHost })}</p> : null}
      {link.warnings.map((warning) => (
        <p key={warning.code + warning.field} className="notice warn">
          {warning.message}
        </p>
      ))}
      <nav className="tabs" aria-label={t('link.tabs')}>
        {tabs
          .filter((each) => each !== 'edit' || may('links:write'))
          .map((each) => (
            <A key={each} to={each === 'stats' ? `/links/${link.id}` : `/links/${link.id}/${each}`} aria-current={each === tab ? 'page' : undefined}>
              {t(`link.tab.${each}`)}
            </A>
          ))}
      </nav>
      {tab === 'stats' ? <StatsView link={link} /> : null}
      {tab === 'edit' ? (
        <div className="two">
          <div className="card">
            <LinkForm key={link.id} link={link} action={t('action.save')} onSave={save} onDirty={setIsDirty} />
          </div>
          <DevicePreview link={link} isDirty={isDirty} />
        </div>
      ) : null}
      {tab === 'ab' ? <AbTest link={link} canChange={may('links:write')} onLink={asked.set} /> : null}
      {tab === 'qr' ? (
        <div className="card">
          <QrDesigner link={link} />
        </div>
      ) : null}
      {isDeleting ? (
        <Dialog
          title={t('link.deleteTitle', { name: link.title ?? link.slug })}
          onClose={() => setIsDeleting(false)}
          actions={<Answers action={t('action.delete')} isDangerous onClose={() => setIsDeleting(false)} onYes={() => void remove()} />}
        >
          <p>{t('bulk.deleteMore')}</p>
        </Dialog>
      ) : null}
    </div>
  );
}
