import { useText } from '../../../text/text';
import { Choices } from '../../../ui/Choices';
import { Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import { TokenInput } from '../../../ui/TokenInput';
import { browsers, deviceClasses, inApps, platforms, type Conditions, type Kind } from './conditions';
import { under, type Errors } from './errors';
import { InboxCondition } from './InboxCondition';
import { properName } from './names';
import { countries, countryName, countryOf } from './places';
import { QueryCondition } from './QueryCondition';
import { localTime, utcTime } from './times';

interface Props {
  kind: Kind;
  when: Conditions;
  path: string;
  errors: Errors;
  onChange(when: Conditions): void;
  onRemove(): void;
}

/** One condition of a rule: any of its values will do. */
export function ConditionFields(props: Props) {
  const { t } = useText();
  return (
    <div className="condition">
      <div className="condition-fields">
        <Values {...props} />
      </div>
      <button type="button" className="button icon plain" aria-label={t('rule.removeCondition', { condition: t(`rule.when.${props.kind}`) })} onClick={props.onRemove}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Values({ kind, when, path, errors, onChange }: Props) {
  const { t, tag } = useText();
  const label = t(`rule.when.${kind}`);
  const at = `${path}.${kind}`;
  const set = (value: unknown) => onChange({ ...when, [kind]: value });
  const named = (value: string) => (value === 'other' ? t('stats.other') : value === 'none' ? t('rule.inApp.none') : value === 'any' ? t('rule.inApp.any') : ['mobile', 'tablet', 'desktop'].includes(value) ? t(`rule.device.${value as 'mobile'}`) : properName(value));
  const tokens = { label, errors: errors[at], errorsAt: (index: number) => errors[`${at}[${index}]`], onChange: set };
  switch (kind) {
    case 'platform':
      return <Choices label={label} options={platforms} values={when.platform ?? []} nameOf={named} onChange={set} errors={under(errors, at)} />;
    case 'deviceClass':
      return <Choices label={label} options={deviceClasses} values={when.deviceClass ?? []} nameOf={named} onChange={set} errors={under(errors, at)} />;
    case 'browser':
      return <Choices label={label} options={browsers} values={when.browser ?? []} nameOf={named} onChange={set} errors={under(errors, at)} />;
    case 'inApp':
      return <Choices label={label} options={inApps} values={when.inApp ?? []} nameOf={named} onChange={set} errors={under(errors, at)} />;
    case 'country':
      return <TokenInput {...tokens} values={when.country ?? []} suggestions={countries(tag)} nameOf={(code) => countryName(code, tag)} parse={(text) => countryOf(text, tag) ?? text.toUpperCase()} hint={t('rule.countryHint')} />;
    case 'region':
      return <TokenInput {...tokens} values={when.region ?? []} parse={(text) => text.toUpperCase()} placeholder="DE-BY" hint={t('rule.regionHint')} />;
    case 'language':
      return <TokenInput {...tokens} values={when.language ?? []} placeholder="de" hint={t('rule.languageHint')} />;
    case 'ip':
      return <TokenInput {...tokens} values={when.ip ?? []} placeholder="10.0.0.0/8" hint={t('rule.ipHint')} />;
    case 'osVersion':
      return <Field label={label} dir="ltr" placeholder=">=17" hint={t('rule.osHint')} value={when.osVersion ?? ''} onChange={(event) => set(event.target.value)} errors={errors[at]} />;
    case 'inbox':
      return <InboxCondition label={label} inbox={when.inbox ?? { id: 0, open: true }} path={at} errors={errors} onChange={set} />;
    case 'query':
      return <QueryCondition label={label} query={when.query ?? {}} path={at} errors={errors} onChange={set} />;
    case 'after':
    case 'before':
      return <Field label={label} type="datetime-local" hint={t('rule.timeHint', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })} value={localTime(when[kind])} onChange={(event) => set(utcTime(event.target.value) ?? '')} errors={errors[at]} />;
  }
}
