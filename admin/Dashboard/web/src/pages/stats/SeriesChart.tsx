import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { StatsPoint } from '../../api/api';
import { useText } from '../../text/text';

const Height = 240;
const Below = 28;
const Above = 12;
const Side = 4;

/** Clicks over time. Arrow keys walk from point to point, and all of it is a table as well. */
export function SeriesChart({ points, previous, interval, zone }: { points: readonly StatsPoint[]; previous?: readonly StatsPoint[]; interval: string; zone: string }) {
  const { t, number, date } = useText();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [at, setAt] = useState<number>();

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  const most = Math.max(1, ...points.map((point) => point.clicks), ...(previous ?? []).map((point) => point.clicks));
  const top = roundUp(most);
  const axis = 8 + String(number(top)).length * 7.5;
  const left = axis;
  const right = width - Side;
  const x = (index: number) => (points.length < 2 ? (left + right) / 2 : left + (index * (right - left)) / (points.length - 1));
  const y = (clicks: number) => Above + (1 - clicks / top) * (Height - Above - Below);
  const line = (series: readonly StatsPoint[]) => series.slice(0, points.length).map((point, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(point.clicks).toFixed(1)}`).join('');
  const how = (isLong: boolean): Intl.DateTimeFormatOptions =>
    interval === 'hour'
      ? { timeZone: zone, hour: 'numeric', minute: '2-digit', ...(isLong ? { day: 'numeric', month: 'short' } : {}) }
      : interval === 'month'
        ? { timeZone: zone, month: 'short', year: isLong ? 'numeric' : undefined }
        : { timeZone: zone, day: 'numeric', month: 'short', ...(isLong ? { weekday: 'short' } : {}) };

  const nearest = (event: PointerEvent<SVGSVGElement>) => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const index = Math.round(((place - left) / Math.max(1, right - left)) * (points.length - 1));
    setAt(Math.min(points.length - 1, Math.max(0, index)));
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setAt((before) => Math.min(points.length - 1, Math.max(0, (before ?? (step > 0 ? -1 : points.length)) + step)));
  };

  const labels = Math.max(2, Math.min(points.length, Math.floor(width / 90)));
  const every = Math.max(1, Math.ceil(points.length / labels));
  const shown = at === undefined ? undefined : points[at];
  const sum = points.reduce((all, point) => all + point.clicks, 0);

  return (
    <figure className="chart">
      <div ref={box} className="chart-box" dir="ltr">
        <svg
          width={width}
          height={Height}
          viewBox={`0 0 ${width} ${Height}`}
          role="img"
          tabIndex={0}
          aria-label={t('stats.chart', { clicks: number(sum), steps: number(points.length) })}
          onPointerMove={nearest}
          onPointerDown={nearest}
          onPointerLeave={() => setAt(undefined)}
          onKeyDown={walk}
          onBlur={() => setAt(undefined)}
        >
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line className="grid" x1={left} x2={right} y1={y(top * share)} y2={y(top * share)} />
              {top * share === Math.round(top * share) ? (
                <text x={left - 8} y={y(top * share) + 4} textAnchor="end">
                  {number(top * share)}
                </text>
              ) : null}
            </g>
          ))}
          {points.map((point, index) =>
            index % every === 0 ? (
              <text key={point.time} x={x(index)} y={Height - 8} textAnchor={index === 0 ? 'start' : x(index) > right - 24 ? 'end' : 'middle'}>
                {date(point.time, how(false))}
              </text>
            ) : null,
          )}
          {previous ? <path className="before" d={line(previous)} /> : null}
          {points.length > 1 ? <path className="area" d={`${line(points)}L${x(points.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`} /> : null}
          <path className="line" d={line(points)} />
          {points.length === 1 ? <circle className="dot" cx={x(0)} cy={y(points[0]!.clicks)} r="4" /> : null}
          {shown ? (
            <>
              <line className="cursor" x1={x(at!)} x2={x(at!)} y1={Above} y2={Height - Below} />
              <circle className="dot" cx={x(at!)} cy={y(shown.clicks)} r="4" />
            </>
          ) : null}
        </svg>
        {shown ? (
          <div className="tip" role="status" style={{ insetInlineStart: Math.min(Math.max(x(at!) - 80, 0), Math.max(0, width - 170)) }}>
            <div className="quiet">{date(shown.time, how(true))}</div>
            <strong>{number(shown.clicks)}</strong> {t('stats.clicks')}
            {previous?.[at!] ? (
              <div className="quiet">
                {number(previous[at!]!.clicks)} {t('stats.before')}
              </div>
            ) : null}
          </div>
        ) : null}
      </div>
      <details className="as-table">
        <summary>{t('stats.asTable')}</summary>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('stats.asTable')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('stats.time')}</th>
                <th scope="col">{t('stats.clicks')}</th>
                <th scope="col">{t('stats.visitors')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.time}>
                  <th scope="row">{date(point.time, how(true))}</th>
                  <td>{number(point.clicks)}</td>
                  <td>{number(point.uniqueVisitors)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** The next of 2, 4, 10, 20, 40, 100, …: halves of it are whole. */
function roundUp(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [2, 4, 10].map((step) => Math.max(2, step * power)).find((value) => value >= most)!;
}
