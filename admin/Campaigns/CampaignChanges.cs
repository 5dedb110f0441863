using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Campaigns;

/// <summary>The rules by which campaigns are made and changed, started, held and ended.</summary>
internal sealed class CampaignChanges(IDatabase database, TimeProvider clock)
{
    /// <summary>Of an account; those that are over count as well.</summary>
    public const int MaxCampaigns = 10_000;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<RecordOutcome<Campaign>> CreateAsync(long accountId, long? creatorId, CampaignInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var at = Now;
                var campaign = input.ApplyTo(new Campaign { Id = 0, AccountId = accountId, CreatorId = creatorId, MessagesPerMinute = CampaignPace.Usual, CreatedAt = at, UpdatedAt = at }, at);
                if (campaign.Name.Length == 0)
                {
                    campaign = campaign with { Name = await CampaignRules.NameAsync(scope, campaign) };
                }

                var errors = await CampaignRules.CheckAsync(scope, campaign);
                if (campaign.AudienceId is null)
                {
                    errors.MustExist("audience_id");
                }

                if (await scope.ScalarAsync<long>("SELECT COUNT(*) FROM campaigns WHERE account_id = @accountId", new { accountId }) >= MaxCampaigns)
                {
                    errors.Add("account", RecordErrorCode.Invalid, string.Create(CultureInfo.InvariantCulture, $"has {MaxCampaigns:N0} campaigns already; delete some first"));
                }

                return errors.Any
                    ? new RecordOutcome<Campaign>(errors)
                    : new RecordOutcome<Campaign>(campaign with { Id = await CampaignRepository.InsertAsync(scope, campaign) });
            },
            cancellationToken);

    /// <summary>A draft can be changed altogether; of one that has begun, title, quiet hours and pace.</summary>
    public Task<RecordOutcome<Campaign>> UpdateAsync(long accountId, long id, CampaignInput input, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            async (scope, before, errors) =>
            {
                var after = input.ApplyTo(before, Now);
                if (before.State != CampaignState.Draft)
                {
                    foreach (var field in input.Fixed)
                    {
                        errors.Add(field, RecordErrorCode.Invalid, $"can be changed in a draft only; the campaign is {before.State}");
                    }
                }
                else
                {
                    after = after.Name.Length > 0 ? after : after with { Name = await CampaignRules.NameAsync(scope, after) };
                }

                errors.AddAll(await CampaignRules.CheckAsync(scope, after));
                if (after.Quiet != before.Quiet || after.Timezone != before.Timezone)
                {
                    // Whoever was put off may be awake by the new ones.
                    await CampaignRecipients.RecallAsync(scope, after.Id, Now);
                }

                return after;
            },
            cancellationToken);

    /// <summary>Begins a draft, at once or when its time comes.</summary>
    public Task<RecordOutcome<Campaign>> StartAsync(long accountId, long id, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            async (scope, before, errors) =>
            {
                if (!Allows(before, errors, "a draft", CampaignState.Draft))
                {
                    return before;
                }

                errors.AddAll(await CampaignRules.CheckAsync(scope, before));
                if (errors.Any || before.ScheduledAt > Now)
                {
                    return before with { State = CampaignState.Scheduled, UpdatedAt = Now };
                }

                return await BegunAsync(scope, before, errors);
            },
            cancellationToken);

    public Task<RecordOutcome<Campaign>> PauseAsync(long accountId, long id, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            (_, before, errors) => Task.FromResult(Allows(before, errors, "one that is scheduled or running", CampaignState.Scheduled, CampaignState.Running)
                ? Paused(before, PauseReason.ByHand, detail: null, Now)
                : before),
            cancellationToken);

    /// <summary>Goes on where it stopped; one that had not begun begins, or waits for its time.</summary>
    public Task<RecordOutcome<Campaign>> ResumeAsync(long accountId, long id, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            async (scope, before, errors) =>
            {
                if (!Allows(before, errors, "one that is paused", CampaignState.Paused))
                {
                    return before;
                }

                errors.AddAll(await CampaignRules.CheckAsync(scope, before));
                return errors.Any ? before
                    : before.StartedAt is not null ? before with { State = CampaignState.Running, PauseReason = null, PauseDetail = null, ResumedAt = Now, UpdatedAt = Now }
                    : before.ScheduledAt > Now ? before with { State = CampaignState.Scheduled, PauseReason = null, PauseDetail = null, UpdatedAt = Now }
                    : await BegunAsync(scope, before, errors);
            },
            cancellationToken);

    /// <summary>Ends it: whoever has not been written to is not any more. What is in the inbox's queue leaves.</summary>
    public Task<RecordOutcome<Campaign>> CancelAsync(long accountId, long id, CancellationToken cancellationToken)
        => ChangeAsync(
            accountId,
            id,
            async (scope, before, errors) =>
            {
                if (!Allows(before, errors, "one that is not over", CampaignState.Draft, CampaignState.Scheduled, CampaignState.Running, CampaignState.Paused))
                {
                    return before;
                }

                await CampaignRecipients.CancelAsync(scope, before.Id, Now);
                return before with { State = CampaignState.Cancelled, PauseReason = null, PauseDetail = null, FinishedAt = Now, UpdatedAt = Now };
            },
            cancellationToken);

    /// <summary>Removes a draft, or one that is over, with its recipients; the messages stay.</summary>
    public Task<RecordOutcome<Campaign>> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await CampaignRepository.FindAsync(scope, accountId, id) is not { } campaign)
                {
                    return RecordOutcome<Campaign>.NotThere;
                }

                var errors = new RecordErrors();
                if (!Allows(campaign, errors, "a draft, or one that is over", CampaignState.Draft, CampaignState.Completed, CampaignState.Cancelled))
                {
                    return new RecordOutcome<Campaign>(errors);
                }

                await CampaignRepository.DeleteAsync(scope, campaign);
                return new RecordOutcome<Campaign>(campaign);
            },
            cancellationToken);

    /// <summary>Begins one whose time has come; where it cannot, it is paused and says why.</summary>
    public async Task BeginDueAsync(WriteScope scope, Campaign due)
    {
        if (await CampaignRepository.FindAsync(scope, due.AccountId, due.Id) is not { State: CampaignState.Scheduled } campaign || campaign.ScheduledAt > Now)
        {
            return;
        }

        var errors = new RecordErrors();
        var after = campaign.AudienceId is null ? Paused(campaign, PauseReason.AudienceGone, detail: null, Now) : await BegunAsync(scope, campaign, errors);
        await CampaignRepository.UpdateAsync(scope, errors.Any ? Paused(campaign, PauseReason.AudienceEmpty, detail: null, Now) : after);
    }

    public static Campaign Paused(Campaign campaign, string reason, string? detail, long at)
        => campaign with { State = CampaignState.Paused, PauseReason = reason, PauseDetail = detail, UpdatedAt = at };

    /// <summary>Fixes the recipients.</summary>
    private async Task<Campaign> BegunAsync(WriteScope scope, Campaign campaign, RecordErrors errors)
    {
        var now = Now;
        if (campaign.AudienceId is null)
        {
            errors.MustExist("audience_id");
        }
        else if (await CampaignRecipients.FixAsync(scope, campaign, now) == 0)
        {
            errors.Add("audience_id", RecordErrorCode.Invalid, "has nobody in it; refresh it, or ask for another cell");
        }

        return campaign with { State = CampaignState.Running, PauseReason = null, PauseDetail = null, StartedAt = now, ResumedAt = now, UpdatedAt = now };
    }

    private static bool Allows(Campaign campaign, RecordErrors errors, string allowed, params ReadOnlySpan<string> states)
    {
        if (states.Contains(campaign.State))
        {
            return true;
        }

        errors.Add("state", RecordErrorCode.Invalid, $"is {campaign.State}; this can be done to {allowed}");
        return false;
    }

    private Task<RecordOutcome<Campaign>> ChangeAsync(
        long accountId, long id, Func<WriteScope, Campaign, RecordErrors, Task<Campaign>> change, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await CampaignRepository.FindAsync(scope, accountId, id) is not { } before)
                {
                    return RecordOutcome<Campaign>.NotThere;
                }

                var errors = new RecordErrors();
                var after = await change(scope, before, errors);
                if (errors.Any)
                {
                    return new RecordOutcome<Campaign>(errors);
                }

                await CampaignRepository.UpdateAsync(scope, after);
                return new RecordOutcome<Campaign>(after);
            },
            cancellationToken);
}
