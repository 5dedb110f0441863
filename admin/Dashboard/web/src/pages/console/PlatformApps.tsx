import { useState } from 'react';
import { createApp, type PlatformApp } from '../../api/console';
import { A } from '../../app/router';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { Filters, useFilters } from './Filters';
import { NameDialog } from './NameDialog';
import { Row, Rows } from './Rows';
import { Secret } from './Secret';
import { Ago } from './Times';
import { useList } from './useList';

export function PlatformApps() {
  const { t, number } = useText();
  const list = useList<PlatformApp>('/platform_apps', useFilters('search'));
  const [isNew, setIsNew] = useState(false);
  const [made, setMade] = useState<PlatformApp>();
  return (
    <>
      <Filters
        wanted={[{ name: 'search', label: t('console.apps.search') }]}
        errors={list.problem?.errors}
        action={
          <button type="button" className="button primary" data-action="new" onClick={() => setIsNew(true)}>
            <Icon name="plus" />
            {t('console.apps.new')}
          </button>
        }
      />
      <Rows list={list} label={t('console.platform-apps')} icon="key" none={t('console.apps.none')} noneMore={t('console.apps.noneMore')}>
        {(app) => (
          <Row
            key={app.id}
            title={
              <A to={`/console/platform-apps/${app.id}`}>
                <strong>{app.name}</strong>
              </A>
            }
            more={t('console.id', { id: app.id })}
            facts={[
              [t('console.accounts'), number(app.accounts)],
              [t('console.users'), number(app.users)],
              [t('console.bots'), number(app.agentBots)],
              [t('console.lastUsed'), app.lastUsedAt ? <Ago key="at" at={app.lastUsedAt} /> : t('console.never')],
            ]}
          />
        )}
      </Rows>
      {isNew ? (
        <NameDialog
          title={t('console.apps.new')}
          label={t('console.name')}
          hint={t('console.apps.nameHint')}
          action={t('console.apps.create')}
          what={createApp}
          onClose={() => setIsNew(false)}
          onDone={(app) => (setIsNew(false), setMade(app), list.reload())}
        />
      ) : null}
      {made?.token ? <Secret title={t('console.token.of', { name: made.name })} token={made.token} onClose={() => setMade(undefined)} /> : null}
    </>
  );
}
