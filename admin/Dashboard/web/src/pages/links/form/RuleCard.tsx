import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Schemas } from '../../../api/api';
import { useText } from '../../../text/text';
import { Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';
import { ConditionFields } from './ConditionFields';
import { emptyOf, kinds, kindsOf, type Conditions, type Kind } from './conditions';
import { hasAny, type Errors } from './errors';
import { properName } from './names';
import { OutcomeFields } from './OutcomeFields';
import { countryName } from './places';
import { VariantsEditor } from './VariantsEditor';

type Rule = Schemas['LinkRuleInput'];

interface Props {
  rule: Rule;
  name: string;
  path: string;
  errors: Errors;
  isOpen: boolean;
  isFirst: boolean;
  isLast: boolean;
  onChange(rule: Rule): void;
  onMove(by: 1 | -1): void;
  /** Held at this height of the screen. */
  onDrag(y: number): void;
  /** Let go of, or the dragging was broken off. */
  onDrop(isMeant: boolean): void;
  onCopy(): void;
  onRemove(): void;
}

export function RuleCard({ rule, name, path, errors, isOpen, isFirst, isLast, onChange, onMove, onDrag, onDrop, onCopy, onRemove }: Props) {
  const { t } = useText();
  const body = useRef<HTMLDetailsElement>(null);
  const isWrong = hasAny(errors, path);
  useEffect(() => {
    if (isWrong) body.current!.open = true;
  }, [isWrong, errors]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  const used = kindsOf(rule.when);
  const setWhen = (when: Conditions) => onChange({ ...rule, when });
  const without = (kind: Kind) => {
    const { [kind]: _, ...when } = rule.when;
    setWhen(when);
  };
  return (
    <div className={isWrong ? 'rule wrong' : 'rule'}>
      <div className="rule-head">
        <button
          type="button"
          className="rule-handle"
          aria-label={t('rule.move', { name })}
          title={t('rule.moveHint')}
          onKeyDown={press}
          // Pointers and not the browser's dragging, which touch screens do not have, nor Firefox for buttons.
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && onDrag(event.clientY)}
          onPointerUp={() => onDrop(true)}
          onPointerCancel={() => onDrop(false)}
        >
          <Icon name="grip" />
        </button>
        <div className="rule-name truncate">{name}</div>
        <div className="rule-actions">
          <button type="button" className="button icon plain" disabled={isFirst} aria-label={t('rule.up', { name })} onClick={() => onMove(-1)}>
            <Icon name="up" />
          </button>
          <button type="button" className="button icon plain" disabled={isLast} aria-label={t('rule.down', { name })} onClick={() => onMove(1)}>
            <Icon name="down" />
          </button>
          <button type="button" className="button icon plain" aria-label={t('rule.copy', { name })} onClick={onCopy}>
            <Icon name="copy" />
          </button>
          <button type="button" className="button icon plain" aria-label={t('rule.remove', { name })} onClick={onRemove}>
            <Icon name="close" />
          </button>
        </div>
      </div>
      <details ref={body} open={isOpen || undefined}>
        <summary>
          <Summary rule={rule} />
        </summary>
        <div className="rule-body">
          <Field label={t('rule.name')} hint={t('rule.nameHint')} value={rule.name ?? ''} onChange={(event) => onChange({ ...rule, name: event.target.value || undefined })} errors={errors[`${path}.name`]} />
          <h3>{t('rule.if')}</h3>
          {used.length === 0 ? <p className="quiet small">{t('rule.everybody')}</p> : null}
          {used.map((kind) => (
            <ConditionFields key={kind} kind={kind} when={rule.when} path={`${path}.when`} errors={errors} onChange={setWhen} onRemove={() => without(kind)} />
          ))}
          {errors[`${path}.when`]?.map((error) => (
            <p key={error} className="error small">
              {error}
            </p>
          ))}
          {used.length < kinds.length ? (
            <select className="input add-condition" aria-label={t('rule.addCondition')} value="" onChange={(event) => setWhen({ ...rule.when, ...emptyOf(event.target.value as Kind) })}>
              <option value="" disabled>
                {t('rule.addCondition')}
              </option>
              {kinds
                .filter((kind) => !used.includes(kind))
                .map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`rule.when.${kind}`)}
                  </option>
                ))}
            </select>
          ) : null}
          <h3>{t('rule.then')}</h3>
          <p className="quiet small">{t('rule.thenMore')}</p>
          <OutcomeFields outcome={rule.then} path={`${path}.then`} errors={errors} onChange={(then) => onChange({ ...rule, then })} />
          {errors[`${path}.then`]?.map((error) => (
            <p key={error} className="error small">
              {error}
            </p>
          ))}
          <VariantsEditor variants={rule.then.variants ?? []} path={`${path}.then.variants`} errors={errors} onChange={(variants) => onChange({ ...rule, then: { ...rule.then, variants: variants.length > 0 ? variants : undefined } })} />
        </div>
      </details>
    </div>
  );
}

/** A rule in a line. */
function Summary({ rule }: { rule: Rule }) {
  const { t, tag, date } = useText();
  const parts = kindsOf(rule.when).map((kind) => {
    const value = rule.when[kind]!;
    if (kind === 'country') return (value as string[]).map((code) => countryName(code, tag)).join(', ');
    if (kind === 'query') return Object.entries(value as object).map(([name, wanted]) => (wanted === true || wanted === '' ? name : `${name}=${wanted}`)).join(' & ');
    if (kind === 'after' || kind === 'before') return value ? `${t(`rule.when.${kind}`)} ${date(value as string, { dateStyle: 'medium', timeStyle: 'short' })}` : '';
    if (kind === 'inbox') return `${t('rule.when.inbox')} #${rule.when.inbox!.id}: ${t(rule.when.inbox!.open === false ? 'rule.inbox.closed' : 'rule.inbox.open')}`;
    const isCode = kind === 'language' || kind === 'region' || kind === 'ip';
    return Array.isArray(value) ? (isCode ? value : value.map(properName)).join(', ') : String(value);
  });
  const when = parts.filter((part) => part !== '').join(' · ') || t('rule.everybodyShort');
  const { then } = rule;
  const to = then.url ?? then.deepLinkPath ?? then.fallbackUrl ?? ((then.variants?.length ?? 0) > 0 ? t('form.variants') : '');
  return (
    <span className="rule-summary">
      {when}
      {to ? (
        <>
          {' '}
          <span aria-hidden="true">→</span> <span className="ltr">{to.replace(/^https?:\/\//, '')}</span>
        </>
      ) : null}
    </span>
  );
}
