import { useRef, useState } from 'react';
import type { Schemas } from '../../../api/api';
import { useText } from '../../../text/text';
import { Icon } from '../../../ui/Icon';
import type { Errors } from './errors';
import { RuleCard } from './RuleCard';

/** A rule with a key of its own, which stays with it wherever it is moved. */
export type RuleDraft = Schemas['LinkRuleInput'] & { key: number };

let lastKey = 0;

export const ruleDraft = (rule: Schemas['LinkRuleInput']): RuleDraft => ({ ...rule, key: ++lastKey });

/** As many as the API takes. */
const Most = 50;

/** Asked in order; the first whose conditions all hold decides. Moved by dragging, by the arrow keys or the buttons. */
export function RulesEditor({ rules, errors, onChange }: { rules: readonly RuleDraft[]; errors: Errors; onChange(rules: RuleDraft[]): void }) {
  const { t } = useText();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);

  const move = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || from === to) return;
    const next = [...rules];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
    setSaid(t('rule.moved', { name: nameOf(rules[from]!, from), place: to + 1, of: rules.length }));
    // The one that was moved keeps the focus.
    requestAnimationFrame(() => list.current?.children[to]?.querySelector<HTMLElement>('.rule-handle')?.focus());
  };
  /** The rule at a height of the screen. */
  const placeAt = (y: number) => {
    const boxes = [...list.current!.children].map((item) => item.getBoundingClientRect());
    const below = boxes.findIndex((box) => y < box.bottom);
    return below < 0 ? boxes.length - 1 : below;
  };
  const nameOf = (rule: RuleDraft, index: number) => rule.name || t('rule.numbered', { n: index + 1 });
  const insert = (at: number, rule: Schemas['LinkRuleInput']) => {
    const added = ruleDraft(rule);
    setFresh((before) => new Set(before).add(added.key));
    onChange([...rules.slice(0, at), added, ...rules.slice(at)]);
  };

  return (
    <div className="rules">
      <ol ref={list}>
        {rules.map((rule, index) => (
          <li
            key={rule.key}
            className={[dragged === index ? 'dragged' : '', over === index && dragged !== index ? 'over' : ''].join(' ')}
          >
            <RuleCard
              rule={rule}
              name={nameOf(rule, index)}
              path={`rules[${index}]`}
              errors={errors}
              isOpen={fresh.has(rule.key)}
              isFirst={index === 0}
              isLast={index === rules.length - 1}
              onChange={(changed) => onChange(rules.map((each) => (each.key === rule.key ? { ...changed, key: rule.key } : each)))}
              onMove={(by) => move(index, index + by)}
              onDrag={(y) => {
                setDragged(index);
                setOver(placeAt(y));
              }}
              onDrop={(isMeant) => {
                if (isMeant && dragged !== undefined && over !== undefined) move(dragged, over);
                setDragged(undefined);
                setOver(undefined);
              }}
              onCopy={() => insert(index + 1, { name: undefined, when: structuredClone(rule.when), then: structuredClone(rule.then) })}
              onRemove={() => onChange(rules.filter((each) => each.key !== rule.key))}
            />
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {errors.rules?.map((error) => (
        <p key={error} className="error small">
          {error}
        </p>
      ))}
      <button type="button" className="button add-rule" disabled={rules.length >= Most} onClick={() => insert(rules.length, { when: { platform: [] }, then: {} })}>
        <Icon name="plus" />
        {t('rule.add')}
      </button>
    </div>
  );
}
