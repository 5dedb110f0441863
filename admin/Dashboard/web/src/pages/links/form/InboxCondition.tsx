import { listInboxes } from '../../../api/desk';
import { useAsync } from '../../../app/useAsync';
import { useText } from '../../../text/text';
import { Select } from '../../../ui/Field';
import type { Conditions } from './conditions';
import type { Errors } from './errors';

type Inbox = NonNullable<Conditions['inbox']>;

/** Whether somebody answers in an inbox. One that is not among those shown, such as one that is gone, stays until another is chosen. */
export function InboxCondition({ label, inbox, path, errors, onChange }: { label: string; inbox: Inbox; path: string; errors: Errors; onChange(inbox: Inbox): void }) {
  const { t } = useText();
  const { data, problem } = useAsync(listInboxes, []);
  const isKnown = data?.some((item) => item.id === inbox.id);
  return (
    <div className="query-row">
      <Select label={label} value={inbox.id || ''} onChange={(event) => onChange({ ...inbox, id: Number(event.target.value) })} errors={errors[`${path}.id`] ?? (problem ? [problem.message] : undefined)}>
        <option value="" disabled>
          {data?.length === 0 ? t('rule.inbox.none') : t('rule.inbox.choose')}
        </option>
        {inbox.id > 0 && !isKnown ? <option value={inbox.id}>#{inbox.id}</option> : null}
        {data?.map((item) => (
          <option key={item.id} value={item.id}>
            {item.name}
          </option>
        ))}
      </Select>
      <Select label={t('rule.inbox.state')} hint={t('rule.inbox.hint')} value={inbox.open === false ? 'closed' : 'open'} onChange={(event) => onChange({ ...inbox, open: event.target.value === 'open' })}>
        <option value="open">{t('rule.inbox.open')}</option>
        <option value="closed">{t('rule.inbox.closed')}</option>
      </Select>
    </div>
  );
}
