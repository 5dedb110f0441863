import { useState } from 'react';
import { call } from '../../../api/api';
import { asProblem } from '../../../app/useAsync';
import { useText } from '../../../text/text';
import { Field } from '../../../ui/Field';
import { TextArea } from '../../../ui/TextArea';
import type { BrandDraft } from '../draft';
import type { Errors } from './errors';
import { PreviewCard } from './PreviewCard';

/** How the link looks in chats and on its pages. */
export function BrandFields({ brand, url, domain, errors, onChange }: { brand: BrandDraft; url: string; domain: string; errors: Errors; onChange(brand: BrandDraft): void }) {
  const { t } = useText();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const set = (part: Partial<BrandDraft>) => onChange({ ...brand, ...part });

  const fill = async () => {
    setIsBusy(true);
    setRefusal(undefined);
    try {
      const page = await call('post', '/links/metadata', { body: { url: url.trim() } });
      // What somebody wrote stays.
      onChange({
        ...brand,
        title: brand.title || (page.title ?? ''),
        description: brand.description || (page.description ?? ''),
        imageUrl: brand.imageUrl || (page.image ?? ''),
        name: brand.name || (page.siteName ?? ''),
      });
    } catch (failure) {
      const problem = asProblem(failure);
      setRefusal(Object.values(problem.errors).flat()[0] ?? problem.message);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <>
      <div className="row">
        <button type="button" className="button" disabled={isBusy || url.trim() === ''} onClick={() => void fill()}>
          {isBusy ? t('brand.filling') : t('brand.fill')}
        </button>
        {refusal ? (
          <span className="error small" role="alert">
            {refusal}
          </span>
        ) : null}
      </div>
      <div className="brand-columns">
        <div className="form">
          <Field label={t('brand.title')} value={brand.title} onChange={(event) => set({ title: event.target.value })} errors={errors['brand.title']} />
          <TextArea label={t('brand.description')} value={brand.description} onChange={(event) => set({ description: event.target.value })} errors={errors['brand.description']} />
          <Field label={t('brand.imageUrl')} type="url" dir="ltr" placeholder="https://" value={brand.imageUrl} onChange={(event) => set({ imageUrl: event.target.value })} errors={errors['brand.imageUrl']} />
        </div>
        <PreviewCard brand={brand} domain={domain} url={url} />
      </div>
      <div className="pair">
        <Field label={t('brand.name')} value={brand.name} onChange={(event) => set({ name: event.target.value })} errors={errors['brand.name']} />
        <Field label={t('brand.logoUrl')} type="url" dir="ltr" placeholder="https://" hint={t('brand.logoHint')} value={brand.logoUrl} onChange={(event) => set({ logoUrl: event.target.value })} errors={errors['brand.logoUrl']} />
        <Field label={t('brand.color')} dir="ltr" placeholder="#0b3d91" hint={t('brand.colorHint')} value={brand.color} onChange={(event) => set({ color: event.target.value })} errors={errors['brand.color']} />
      </div>
    </>
  );
}
