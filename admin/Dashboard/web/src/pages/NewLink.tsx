import { call, type LinkInput } from '../api/api';
import { useRouter } from '../app/router';
import { useTitle } from '../app/useTitle';
import '../styles/links.css';
import { useText } from '../text/text';
import { useCopy } from '../ui/CopyButton';
import { LinkForm } from './links/LinkForm';

export function NewLink() {
  const { t } = useText();
  const { go } = useRouter();
  const copy = useCopy();
  useTitle(t('links.new'));
  const create = async (body: LinkInput) => {
    const link = await call('post', '/links', { body });
    if (!('slug' in link)) return;
    go(`/links/${link.id}`);
    await copy(link.shortUrl);
  };
  return (
    <div className="page narrow">
      <div className="page-head">
        <div>
          <h1>{t('links.new')}</h1>
          <p className="quiet">
            {t('form.lead')} {t('form.previewLater')}
          </p>
        </div>
      </div>
      <div className="card">
        <LinkForm action={t('form.create')} onSave={create} />
      </div>
    </div>
  );
}
