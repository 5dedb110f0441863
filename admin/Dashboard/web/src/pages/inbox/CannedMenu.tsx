import type { CannedResponse } from '../../api/desk';
import { useText } from '../../text/text';

export const cannedId = (index: number) => `canned-${index}`;

export function CannedMenu({ found, active, onChoose }: { found: CannedResponse[]; active: number; onChoose(response: CannedResponse): void }) {
  const { t } = useText();
  return (
    <ul className="canned" id="canned" role="listbox" aria-label={t('inbox.canned')}>
      {found.map((response, index) => (
        // Not by a click: that would take the focus from the field.
        <li key={response.id} id={cannedId(index)} role="option" aria-selected={index === active} onPointerDown={(event) => (event.preventDefault(), onChoose(response))}>
          <strong className="ltr">/{response.short_code}</strong>
          <span className="truncate quiet" dir="auto">{response.content}</span>
        </li>
      ))}
    </ul>
  );
}
