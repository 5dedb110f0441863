import type { ReactNode } from 'react';
import { KeyUse } from './KeyUse';

interface Props {
  of: { name: string; scopes: readonly string[]; createdAt: string; lastUsedAt: string | null };
  /** As much of it as may be seen. */
  shown: string;
  /** What can be done with it. */
  children: ReactNode;
}

/** A key in the list of them. */
export function KeyRow({ of: { name, scopes, createdAt, lastUsedAt }, shown, children }: Props) {
  return (
    <>
      <div>
        <strong>{name}</strong> <code className="quiet small ltr">{shown}</code>
        <div className="row tags">
          {scopes.map((scope) => (
            <span key={scope} className="tag ltr">
              {scope}
            </span>
          ))}
        </div>
        <KeyUse createdAt={createdAt} lastUsedAt={lastUsedAt} />
      </div>
      <div className="row">{children}</div>
    </>
  );
}
