import { useState } from 'react';
import { sorts, statuses } from '../../api/conversations';
import { removeView, saveView } from '../../api/desk';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Field, Select } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { useToast } from '../../ui/Toasts';
import { useDesk } from './desk';
import { conditionsOf, type Filters } from './filters';

export function FilterPanel({ filters, onChange }: { filters: Filters; onChange(changes: Record<string, string | undefined>): void }) {
  const { t } = useText();
  const { inboxes, teams, labels, agents, views } = useDesk();
  const view = views.find(({ id }) => id === filters.view);
  return (
    <div className="filter-panel">
      {views.length > 0 ? (
        <div className="row tight nowrap">
          <div className="grow">
            <Select label={t('inbox.view')} value={filters.view ?? ''} onChange={(event) => onChange({ view: event.target.value || undefined })}>
              <option value="">{t('inbox.view.none')}</option>
              {views.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </div>
          {view ? <RemoveView id={view.id} name={view.name} onGone={() => onChange({ view: undefined })} /> : null}
        </div>
      ) : null}
      {view ? null : (
        <>
          <div className="pair">
            <Select label={t('inbox.status')} value={filters.status} onChange={(event) => onChange({ status: event.target.value === 'open' ? undefined : event.target.value })}>
              {[...statuses, 'all' as const].map((status) => (
                <option key={status} value={status}>
                  {t(`inbox.status.${status}`)}
                </option>
              ))}
            </Select>
            <Select label={t('inbox.sort')} value={filters.sort} onChange={(event) => onChange({ sort: event.target.value === 'last_activity_at_desc' ? undefined : event.target.value })}>
              {sorts.map((sort) => (
                <option key={sort} value={sort}>
                  {t(`inbox.sort.${sort}`)}
                </option>
              ))}
            </Select>
            <Choice label={t('inbox.inbox')} value={filters.inbox} options={inboxes} onChange={(inbox) => onChange({ inbox })} />
            <Choice label={t('inbox.team')} value={filters.team} options={teams} onChange={(team) => onChange({ team })} />
            <Choice label={t('inbox.label')} value={filters.label} options={labels.map(({ title }) => ({ id: title, name: title }))} onChange={(label) => onChange({ label })} />
            <Choice label={t('inbox.assignee')} value={filters.assignee} options={agents} onChange={(assignee) => onChange({ assignee, ...(assignee ? { tab: undefined } : {}) })} />
          </div>
          <SaveView filters={filters} onSaved={(view) => onChange({ view })} />
        </>
      )}
    </div>
  );
}

function Choice({ label, value, options, onChange }: { label: string; value: string | number | undefined; options: { id: string | number; name: string }[]; onChange(value: string | undefined): void }) {
  const { t } = useText();
  return (
    <Select label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
      <option value="">{t('inbox.any')}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function SaveView({ filters, onSaved }: { filters: Filters; onSaved(id: string): void }) {
  const { t } = useText();
  const { me, reloadViews } = useDesk();
  const say = useToast();
  const [name, setName] = useState<string>();
  if (name === undefined) {
    return (
      <button className="button plain small" onClick={() => setName('')}>
        <Icon name="plus" />
        {t('inbox.view.save')}
      </button>
    );
  }
  const save = async () => {
    try {
      const { id } = await saveView(name.trim(), conditionsOf(filters, me.id));
      reloadViews();
      onSaved(String(id));
    } catch (failure) {
      say(asProblem(failure).message);
    }
  };
  return (
    <form className="row tight nowrap" onSubmit={(event) => (event.preventDefault(), void save())}>
      <div className="grow">
        <Field label={t('inbox.view.name')} required autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      <button className="button primary low">{t('action.save')}</button>
    </form>
  );
}

function RemoveView({ id, name, onGone }: { id: number; name: string; onGone(): void }) {
  const { t } = useText();
  const { reloadViews } = useDesk();
  const say = useToast();
  const remove = () => removeView(id).then(() => (onGone(), reloadViews()), (failure: unknown) => say(asProblem(failure).message));
  return (
    <button className="button icon plain low" onClick={() => void remove()} aria-label={t('inbox.view.remove', { name })} title={t('inbox.view.remove', { name })}>
      <Icon name="close" />
    </button>
  );
}
