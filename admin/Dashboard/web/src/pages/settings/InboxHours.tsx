import { useState, type FormEvent } from 'react';
import { changeInbox, type Inbox, type WorkingDay } from '../../api/settings';
import { useText } from '../../text/text';
import { Select } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { TextArea } from '../../ui/TextArea';
import { useAct } from './useAct';

/** A Sunday, by which the days of the week get their names in every language. */
const aSunday = Date.UTC(2024, 0, 7);

const DayInMs = 86_400_000;

const zones: readonly string[] = ['UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? [])];

const clock = (hour: number | null, minutes: number | null) => `${String(hour ?? 0).padStart(2, '0')}:${String(minutes ?? 0).padStart(2, '0')}`;

/** When the inbox is open: on each day of the week, where it stands. */
export function InboxHours({ inbox, onChange }: { inbox: Inbox; onChange(inbox: Inbox): void }) {
  const { t, date } = useText();
  const { act, isBusy, problem } = useAct();
  const [isOn, setIsOn] = useState(inbox.working_hours_enabled);
  const [zone, setZone] = useState(inbox.timezone);
  const [days, setDays] = useState(inbox.working_hours);
  const [message, setMessage] = useState(inbox.out_of_office_message ?? '');
  const put = (day: WorkingDay, change: Partial<WorkingDay>) => setDays((before) => before.map((each) => (each.day_of_week === day.day_of_week ? { ...each, ...change } : each)));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const changed = await act(() => changeInbox(inbox.id, { working_hours_enabled: isOn, timezone: zone, working_hours: days, out_of_office_message: message }), t('saved'));
    if (changed) onChange(changed.answer);
  };
  const known = zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <section className="card" data-part="hours">
      <h2>{t('hours.title')}</h2>
      <form className="form" onSubmit={(event) => void save(event)}>
        <Refusal problem={problem} />
        <label className="check">
          <input type="checkbox" checked={isOn} onChange={(event) => setIsOn(event.target.checked)} />
          {t('hours.on')}
        </label>
        {isOn ? (
          <>
            <Select label={t('hours.zone')} value={zone} onChange={(event) => setZone(event.target.value)}>
              {known.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </Select>
            <div className="hours" role="group" aria-label={t('hours.title')}>
              {days.map((day) => {
                const name = date(new Date(aSunday + day.day_of_week * DayInMs), { weekday: 'long', timeZone: 'UTC' });
                const kind = day.closed_all_day ? 'closed' : day.open_all_day ? 'open' : 'hours';
                return (
                  <div key={day.day_of_week} className="day">
                    <span className="day-name">{name}</span>
                    <select
                      className="input"
                      aria-label={t('hours.kindOf', { day: name })}
                      value={kind}
                      onChange={(event) => {
                        const next = event.target.value;
                        put(day, {
                          closed_all_day: next === 'closed',
                          open_all_day: next === 'open',
                          ...(next === 'hours' ? { open_hour: 9, open_minutes: 0, close_hour: 17, close_minutes: 0 } : {}),
                        });
                      }}
                    >
                      <option value="hours">{t('hours.hours')}</option>
                      <option value="open">{t('hours.open')}</option>
                      <option value="closed">{t('hours.closed')}</option>
                    </select>
                    {kind === 'hours' ? (
                      <span className="day-times">
                        <Time label={t('hours.fromOf', { day: name })} value={clock(day.open_hour, day.open_minutes)} onChange={(open_hour, open_minutes) => put(day, { open_hour, open_minutes })} />
                        <span aria-hidden="true">–</span>
                        <Time label={t('hours.toOf', { day: name })} value={clock(day.close_hour, day.close_minutes)} onChange={(close_hour, close_minutes) => put(day, { close_hour, close_minutes })} />
                      </span>
                    ) : null}
                  </div>
                );
              })}
            </div>
            <TextArea label={t('hours.away')} hint={t('hours.awayHint')} value={message} onChange={(event) => setMessage(event.target.value)} />
          </>
        ) : null}
        <div className="form-actions">
          <button className="button primary" disabled={isBusy}>
            {t('action.save')}
          </button>
        </div>
      </form>
    </section>
  );
}

function Time({ label, value, onChange }: { label: string; value: string; onChange(hour: number, minutes: number): void }) {
  return (
    <input
      type="time"
      className="input"
      dir="ltr"
      aria-label={label}
      value={value}
      required
      onChange={(event) => {
        const [hour, minutes] = event.target.value.split(':').map(Number);
        if (hour !== undefined && minutes !== undefined) onChange(hour, minutes);
      }}
    />
  );
}
