import { useText } from '../../text/text';
import { useDesk } from './desk';

export function LabelChoice({ labels: chosen, onChange }: { labels: string[]; onChange(labels: string[]): void }) {
  const { t } = useText();
  const { labels } = useDesk();
  const all = [...labels, ...chosen.filter((title) => !labels.some((label) => label.title === title)).map((title) => ({ id: title, title, color: '' }))];
  if (all.length === 0) return null;
  return (
    <fieldset className="label-choice">
      <legend>{t('inbox.labels')}</legend>
      {all.map(({ id, title, color }) => (
        <label key={id} className="check">
          <input type="checkbox" checked={chosen.includes(title)} onChange={(event) => onChange(event.target.checked ? [...chosen, title] : chosen.filter((each) => each !== title))} />
          <span className="label-dot" style={color ? { background: color } : undefined} />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
