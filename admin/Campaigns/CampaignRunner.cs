using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Leases;

namespace OneLink.Admin.Campaigns;

/// <summary>
/// Begins campaigns whose time has come, and writes to the recipients of those that run, a few of each in turn. One recipient
/// is one transaction: what dies in between has done it or not.
/// </summary>
internal sealed partial class CampaignRunner(
    IDatabase database, CampaignRepository stored, CampaignChanges changes, CampaignStep step, ILeases leases, TimeProvider clock, ILogger<CampaignRunner> logger)
    : PeriodicUpkeep(Interval, clock, logger)
{
    /// <summary>Recipients of a campaign before the next one has its turn.</summary>
    private const int Piece = 20;

    /// <summary>Messages of an inbox in its queue beyond which a campaign waits, so that agents' answers need not wait for it.</summary>
    private const int MostQueued = 100;

    /// <summary>Failed messages in a row after which nobody else is to be written to.</summary>
    private const int MostFailed = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock = clock;
    private readonly ILogger<CampaignRunner> _logger = logger;
    private readonly ILease _lease = leases.Of(LeaseName.Campaigns);

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <summary>Does what is due now.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var term = _lease.Term;
        var hasMoved = true;
        while (hasMoved && _lease.IsHeld)
        {
            hasMoved = false;
            await BeginDueAsync(term, cancellationToken);
            foreach (var campaign in await stored.RunningAsync(cancellationToken))
            {
                hasMoved |= await TryAdvanceAsync(campaign, term, cancellationToken);
            }
        }
    }

    private async Task BeginDueAsync(long term, CancellationToken cancellationToken)
    {
        foreach (var due in await stored.DueAsync(Now, cancellationToken))
        {
            await InTermAsync(
                term,
                async scope =>
                {
                    await changes.BeginDueAsync(scope, due);
                    return 0;
                },
                cancellationToken);
        }
    }

    /// <returns>Whether there may be more to do at once.</returns>
    private async Task<bool> TryAdvanceAsync(Campaign campaign, long term, CancellationToken cancellationToken)
    {
        try
        {
            return await AdvanceAsync(campaign, term, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever one campaign's recipient brings about must neither end the others nor be tried for ever.
        catch (Exception exception) when (exception is not OperationCanceledException && !DatabaseFailure.IsOutside(exception))
#pragma warning restore CA1031
        {
            LogBroken(_logger, exception, campaign.AccountId, campaign.Id);
            await PauseAsync(campaign, PauseReason.Failed, detail: null, term, cancellationToken);
            return false;
        }
    }

    private async Task<bool> AdvanceAsync(Campaign campaign, long term, CancellationToken cancellationToken)
    {
        if (await stored.RefusalAsync(campaign, MostFailed, cancellationToken) is { } refusal)
        {
            await PauseAsync(campaign, PauseReason.ProviderRefuses, refusal, term, cancellationToken);
            return false;
        }

        var room = MostQueued - (campaign.InboxId is { } inbox ? await stored.QueuedAsync(inbox, MostQueued, cancellationToken) : 0);
        if (room <= 0)
        {
            return false;
        }

        var due = await CampaignRecipients.DueAsync(database, campaign.Id, Math.Min(room, Piece), Now, cancellationToken);
        foreach (var recipient in due)
        {
            var (progress, detail) = await InTermAsync(term, scope => step.TakeAsync(scope, campaign.AccountId, campaign.Id, recipient), cancellationToken);
            if (progress is CampaignProgress.Refused)
            {
                await InTermAsync(term, scope => CampaignRecipients.SkipAsync(scope, recipient, SkipReason.Refused, detail, Now), cancellationToken);
            }
            else if (progress is CampaignProgress.TooEarly or CampaignProgress.Stopped)
            {
                return false;
            }
        }

        if (due.Count == 0 && !await CampaignRecipients.AnyWaitsAsync(database, campaign.Id, cancellationToken))
        {
            await InTermAsync(term, scope => CompleteAsync(scope, campaign), cancellationToken);
        }

        return due.Count > 0;
    }

    /// <summary>Where nobody waits any more.</summary>
    private Task<int> CompleteAsync(WriteScope scope, Campaign campaign)
        => scope.ExecuteAsync(
            """
            UPDATE campaigns SET state = 'completed', finished_at = @Now, updated_at = @Now WHERE id = @Id AND state = 'running'
              AND NOT EXISTS (SELECT 1 FROM campaign_recipients r WHERE r.campaign_id = @Id AND r.due_at IS NOT NULL)
            """,
            new { campaign.Id, Now });

    private Task<int> PauseAsync(Campaign campaign, string reason, string? detail, long term, CancellationToken cancellationToken)
        => InTermAsync(
            term,
            async scope => await CampaignRepository.FindAsync(scope, campaign.AccountId, campaign.Id) is { State: CampaignState.Running } running
                ? await CampaignRepository.UpdateAsync(scope, CampaignChanges.Paused(running, reason, detail, Now))
                : 0,
            cancellationToken);

    private Task<T> InTermAsync<T>(long term, Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await _lease.RequireAsync(scope, term);
                return await work(scope);
            },
            cancellationToken);

    [LoggerMessage(EventId = 2701, Level = LogLevel.Error, Message = "Campaign {Campaign} of account {Account} was paused: it failed")]
    private static partial void LogBroken(ILogger logger, Exception exception, long account, long campaign);
}
