import type { CampaignState } from '../../api/campaigns';
import { useText } from '../../text/text';

const kinds: Partial<Record<CampaignState, string>> = { running: 'tag good', completed: 'tag good', paused: 'tag warn', cancelled: 'tag bad' };

export function StateTag({ state }: { state: CampaignState }) {
  const { t } = useText();
  return <span className={kinds[state] ?? 'tag'}>{t(`campaign.state.${state}`)}</span>;
}
