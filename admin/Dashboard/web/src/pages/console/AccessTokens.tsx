import { useState } from 'react';
import { revokeToken, rotateToken, type AccessToken } from '../../api/console';
import { A } from '../../app/router';
import { useText } from '../../text/text';
import { useToast } from '../../ui/Toasts';
import { Asked } from './Asked';
import { Filters, useFilters } from './Filters';
import { Row, Rows } from './Rows';
import { Ago } from './Times';
import { useList } from './useList';

const kinds = ['user', 'agent_bot', 'platform_app'] as const;

export function AccessTokens() {
  const { t } = useText();
  const say = useToast();
  const list = useList<AccessToken>('/access_tokens', useFilters('search', 'kind'));
  const [asks, setAsks] = useState<{ kind: 'rotate' | 'revoke'; token: AccessToken }>();
  const close = () => setAsks(undefined);
  return (
    <>
      <Filters
        wanted={[
          { name: 'search', label: t('console.tokens.search') },
          { name: 'kind', label: t('console.kind'), options: kinds.map((kind) => [kind, t(`console.kind.${kind}`)]) },
        ]}
        errors={list.problem?.errors}
      />
      <p className="quiet small">{t('console.tokens.more')}</p>
      <Rows list={list} label={t('console.access-tokens')} icon="key" none={t('console.nothing')} noneMore={t('console.nothingMore')}>
        {(token) => {
          const name = token.ownerName ?? t('console.gone');
          return (
            <Row
              key={`${token.kind}:${token.ownerId}`}
              title={<strong className="ltr">{name}</strong>}
              more={
                <>
                  {t(`console.kind.${token.kind}`)} · {t('console.id', { id: token.ownerId })}
                </>
              }
              facts={[
                [t('console.since'), <Ago key="at" at={token.createdAt} />],
                [t('console.lastUsed'), token.lastUsedAt ? <Ago key="at" at={token.lastUsedAt} /> : t('console.never')],
              ]}
              actions={
                token.kind === 'platform_app' ? (
                  <A className="button" to={`/console/platform-apps/${token.ownerId}`} aria-label={t('console.openOf', { name })}>
                    {t('console.open')}
                  </A>
                ) : (
                  <>
                    <button className="button" onClick={() => setAsks({ kind: 'rotate', token })} aria-label={t('console.rotateOf', { name })}>
                      {t('console.token.renew')}
                    </button>
                    <button className="button danger" onClick={() => setAsks({ kind: 'revoke', token })} aria-label={t('console.revokeOf', { name })}>
                      {t('console.revoke')}
                    </button>
                  </>
                )
              }
            />
          );
        }}
      </Rows>
      {asks ? (
        <Asked
          title={t(asks.kind === 'rotate' ? 'console.token.renewTitle' : 'console.token.revokeTitle', { name: asks.token.ownerName ?? asks.token.ownerId })}
          more={t(asks.kind === 'rotate' ? 'console.tokens.renewMore' : 'console.tokens.revokeMore')}
          action={t(asks.kind === 'rotate' ? 'console.token.renew' : 'console.revoke')}
          what={() => (asks.kind === 'rotate' ? rotateToken(asks.token) : revokeToken(asks.token))}
          onClose={close}
          onDone={() => (close(), say(t('console.done')), list.reload())}
        />
      ) : null}
    </>
  );
}
