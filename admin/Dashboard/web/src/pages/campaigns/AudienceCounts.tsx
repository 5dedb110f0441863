import type { Audience } from '../../api/campaigns';
import { useText } from '../../text/text';

/** How many contacts there are, and how many taps lead to nobody: why an audience is smaller than its cell. */
export function AudienceCounts({ audience }: { audience: Audience }) {
  const { count } = useText();
  return (
    <p className="quiet small" data-part="audience-counts">
      {count('audience.contacts', audience.contacts_count)} · {count('audience.tied', audience.tied_clicks_count)} · {count('audience.untied', audience.untied_clicks_count)}
    </p>
  );
}
