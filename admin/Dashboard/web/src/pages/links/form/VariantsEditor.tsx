import type { Schemas } from '../../../api/api';
import { useText } from '../../../text/text';
import { Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import type { Errors } from './errors';
import { OutcomeFields } from './OutcomeFields';

export type Variant = Schemas['LinkVariantInput'];

/** As many as the API takes. */
const Most = 10;

const letters = 'ABCDEFGHIJ';

/** Shares of the visitors: weights as they are stored, and what they are of a hundred. */
export function VariantsEditor({ variants, path, errors, onChange }: { variants: readonly Variant[]; path: string; errors: Errors; onChange(variants: Variant[]): void }) {
  const { t, locale } = useText();
  const total = variants.reduce((sum, variant) => sum + (variant.weight > 0 ? variant.weight : 0), 0);
  const share = new Intl.NumberFormat(locale === 'ar' ? 'ar-u-nu-latn' : locale, { style: 'percent', maximumFractionDigits: 1 });
  const shareOf = (variant: Variant) => (total > 0 && variant.weight > 0 ? variant.weight / total : 0);
  const change = (index: number, variant: Variant) => onChange(variants.map((each, at) => (at === index ? variant : each)));
  const freeName = () => [...letters].find((letter) => !variants.some((variant) => variant.name === letter)) ?? '';
  const add = () => {
    const added = variants.length === 0 ? ['A', 'B'] : [freeName()];
    onChange([...variants, ...added.map((name): Variant => ({ name, weight: variants[0]?.weight ?? 50 }))]);
  };
  return (
    <div className="variants">
      {variants.length > 0 ? (
        <div className="shares" role="img" aria-label={variants.map((variant) => `${variant.name ?? ''} ${share.format(shareOf(variant))}`).join(', ')}>
          {variants.map((variant, index) => (
            <span key={index} style={{ flexGrow: Math.max(shareOf(variant), 0.01) }} className={`share share-${index % 5}`}>
              {shareOf(variant) >= 0.1 ? variant.name : ''}
            </span>
          ))}
        </div>
      ) : null}
      {variants.map((variant, index) => (
        <fieldset key={index} className="variant">
          <legend>{t('variant.title', { name: variant.name || String(index + 1) })}</legend>
          <div className="variant-head">
            <Field label={t('variant.name')} value={variant.name ?? ''} onChange={(event) => change(index, { ...variant, name: event.target.value || undefined })} errors={errors[`${path}[${index}].name`]} />
            <Field
              label={t('variant.weight')}
              inputMode="numeric"
              value={Number.isNaN(variant.weight) ? '' : String(variant.weight)}
              // What is no number is sent as it is, for the API to say so.
              onChange={(event) => change(index, { ...variant, weight: /^\d+$/.test(event.target.value) ? Number(event.target.value) : (event.target.value as unknown as number) })}
              errors={errors[`${path}[${index}].weight`]}
            />
            <output className="share-of">{share.format(shareOf(variant))}</output>
            <button type="button" className="button icon plain" aria-label={t('variant.remove', { name: variant.name || String(index + 1) })} onClick={() => onChange(variants.length <= 2 ? [] : variants.filter((_, at) => at !== index))}>
              <Icon name="close" />
            </button>
          </div>
          <OutcomeFields outcome={variant} path={`${path}[${index}]`} errors={errors} onChange={(changed) => change(index, changed)} />
        </fieldset>
      ))}
      {errors[path]?.map((error) => (
        <p key={error} className="error small">
          {error}
        </p>
      ))}
      <div className="row">
        <button type="button" className="button" disabled={variants.length >= Most} onClick={add}>
          <Icon name="plus" />
          {variants.length === 0 ? t('variant.start') : t('variant.add')}
        </button>
        {variants.length === 2 ? <span className="quiet small">{t('variant.removeBoth')}</span> : null}
      </div>
    </div>
  );
}
