import { useText } from '../../text/text';
import { weekdayName } from './names';

interface Cell {
  weekday: number;
  hour: number;
  clicks: number;
}

const days = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Shades from few to many. */
const Shades = 5;

interface Props {
  rows: readonly object[];
  onFilter(weekday: string, hour: string): void;
}

/** When people tap, by the local clock: a table of 7 days and 24 hours, whose cells keep only their clicks. */
export function Heatmap({ rows, onFilter }: Props) {
  const { t, number, tag } = useText();
  const cells = rows.map((row) => {
    const { weekday, hour, clicks } = row as { weekday: string | number; hour: string | number; clicks: number };
    return { weekday: Number(weekday), hour: Number(hour), clicks } satisfies Cell;
  });
  const clicksOf = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell.clicks]));
  const most = Math.max(0, ...cells.map((cell) => cell.clicks));
  return (
    <section className="card heat-card" aria-label={t('stats.heat')}>
      <h2>{t('stats.heat')}</h2>
      {most === 0 ? (
        <p className="quiet small">{t('stats.nothing')}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('stats.heat')}>
          <table className="heat">
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{t('stats.by.weekday')}</span>
                </th>
                {hours.map((hour) => (
                  <th key={hour} scope="col" aria-label={`${hour}:00`}>
                    {hour % 3 === 0 ? hour : ''}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day}>
                  <th scope="row">{weekdayName(day, tag, 'short')}</th>
                  {hours.map((hour) => {
                    const clicks = clicksOf.get(day * 24 + hour) ?? 0;
                    const label = `${weekdayName(day, tag, 'long')} ${hour}:00 – ${number(clicks)} ${t('stats.clicks')}`;
                    return (
                      <td key={hour} className={clicks > 0 ? `shade-${Math.max(1, Math.ceil((clicks / most) * Shades))}` : undefined}>
                        {clicks > 0 ? (
                          <button title={label} aria-label={label} onClick={() => onFilter(String(day), String(hour))} />
                        ) : (
                          <span className="visually-hidden">0</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
