import type { ApiProblem } from '../api/api';
import { useText } from '../text/text';

/** Why a change was refused, above the form that asked for it. */
export function Refusal({ problem }: { problem?: ApiProblem }) {
  const { t } = useText();
  return problem ? (
    <p role="alert" className="notice bad">
      {problem.kind === 'offline' ? t('failed.offlineMore') : problem.message}
    </p>
  ) : null;
}
