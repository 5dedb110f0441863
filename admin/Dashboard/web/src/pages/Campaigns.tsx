import { useState } from 'react';
import { listAudiences, listCampaigns, pageSize } from '../api/campaigns';
import { A, useRouter } from '../app/router';
import { useAccount } from '../app/session';
import { useAsync } from '../app/useAsync';
import { useTitle } from '../app/useTitle';
import '../styles/campaigns.css';
import '../styles/form.css';
import { useText } from '../text/text';
import { Icon } from '../ui/Icon';
import { Pager } from '../ui/Pager';
import { Empty, Failed, Loading } from '../ui/States';
import { Audiences } from './campaigns/Audiences';
import { CampaignDetail } from './campaigns/CampaignDetail';
import { CampaignProgress } from './campaigns/CampaignProgress';
import { NewCampaign } from './campaigns/NewCampaign';
import { StateTag } from './campaigns/StateTag';

export function Campaigns({ id }: { id?: string }) {
  const { t } = useText();
  const { account } = useAccount();
  return (
    <div className="page narrow campaigns">
      {account?.role !== 'administrator' ? (
        <Empty icon="lock" title={t('campaign.notYours')}>
          {t('campaign.notYoursMore')}
        </Empty>
      ) : id ? (
        <CampaignDetail id={id} key={id} />
      ) : (
        <All />
      )}
    </div>
  );
}

function All() {
  const { t } = useText();
  const { query, go } = useRouter();
  const wanted = Number(query.get('audience')) || undefined;
  const [page, setPage] = useState(1);
  const campaigns = useAsync((signal) => listCampaigns(page, signal), [page]);
  const audiences = useAsync((signal) => listAudiences(signal), []);
  const [isMaking, setIsMaking] = useState(wanted !== undefined);
  useTitle(t('nav.campaigns'));
  const pages = campaigns.data ? Math.max(1, Math.ceil(campaigns.data.meta.count / pageSize)) : 1;
  const canMake = (audiences.data?.length ?? 0) > 0;
  const close = () => {
    setIsMaking(false);
    if (wanted) go('/campaigns', { replace: true });
  };
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('nav.campaigns')}</h1>
          <p className="quiet">{t('campaign.lead')}</p>
        </div>
        {canMake ? (
          <button className="button primary" onClick={() => setIsMaking(true)}>
            <Icon name="plus" />
            {t('campaign.new')}
          </button>
        ) : null}
      </div>
      <section className="card" aria-label={t('nav.campaigns')}>
        {campaigns.data?.meta.count === 0 ? (
          <Empty icon="send" title={t('campaign.none')}>
            {t('campaign.noneMore')}
          </Empty>
        ) : campaigns.data ? (
          <ul className="list">
            {campaigns.data.payload.map((campaign) => (
              <li key={campaign.id}>
                <div>
                  <A to={`/campaigns/${campaign.id}`}>{campaign.title}</A>
                  <div className="row tags">
                    <StateTag state={campaign.state} />
                  </div>
                </div>
                <CampaignProgress campaign={campaign} />
              </li>
            ))}
          </ul>
        ) : campaigns.problem ? (
          <Failed problem={campaigns.problem} onRetry={campaigns.reload} />
        ) : (
          <Loading />
        )}
        <Pager page={page} pages={pages} onGo={setPage} />
      </section>
      <Audiences asked={audiences} />
      {isMaking && audiences.data && canMake ? <NewCampaign audiences={audiences.data} chosen={wanted} onClose={close} onMade={(made) => go(`/campaigns/${made.id}`)} /> : null}
    </>
  );
}
