using System.Data.Common;
using Dapper;
using OneLink.Admin.Accounts;
using OneLink.Admin.Automation.Rules;
using OneLink.Admin.Database;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.LinkClicks;

/// <summary>Who wants to know of each click: clicks come by the million, and most accounts only count them.</summary>
/// <param name="WebhooksSince">By account: when the first webhook that is told was made, in Unix milliseconds.</param>
/// <param name="NudgesSince">By account: when the first rule that waits for taps without an answer was made.</param>
/// <param name="Tracking">Accounts that track links, and hear of taps in their conversations.</param>
/// <param name="RulesSince">By account: when the first rule that waits for clicks was made. Rules act on links of a conversation only.</param>
internal sealed record ClickAudience(IReadOnlyDictionary<long, long> WebhooksSince, IReadOnlyDictionary<long, long> RulesSince, IReadOnlyDictionary<long, long> NudgesSince, IReadOnlySet<long> Tracking)
{
    private const string OfWebhooks = """
        SELECT w.account_id AS AccountId, MIN(w.created_at) AS Since FROM webhooks w JOIN accounts a ON a.id = w.account_id
        WHERE a.deleted_at IS NULL AND w.surface = @surface AND w.subscriptions LIKE @pattern GROUP BY w.account_id
        """;

    private const string OfRules = """
        SELECT r.account_id AS AccountId, MIN(r.created_at) AS Since FROM automation_rules r JOIN accounts a ON a.id = r.account_id
        WHERE a.deleted_at IS NULL AND r.event_name = @eventName AND r.is_active = 1 GROUP BY r.account_id
        """;

    private const string OfTracking = "SELECT id FROM accounts WHERE deleted_at IS NULL AND settings LIKE @pattern";

    public IReadOnlyList<uint> AccountIds { get; } = [.. WebhooksSince.Keys.Union(RulesSince.Keys).Union(NudgesSince.Keys).Union(Tracking).Select(id => checked((uint)id))];

    public static Task<ClickAudience> ReadAsync(IDatabase database, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => new ClickAudience(
                (await connection.QueryAsync<(long AccountId, long Since)>(OfWebhooks, new { surface = WebhookSurface.OnSync, pattern = $"%\"{OnSyncEvents.LinkClicked}\"%" }))
                    .ToDictionary(row => row.AccountId, row => row.Since),
                await RulesAsync(connection, RuleEvent.LinkClicked),
                await RulesAsync(connection, RuleEvent.LinkUnanswered),
                (await connection.QueryAsync<long>(OfTracking, new { pattern = $"%\"{AccountSettings.TrackLinks}\":true%" })).ToHashSet()),
            cancellationToken);

    /// <summary>Whether anybody is told of a click.</summary>
    /// <param name="accountId">Whose link.</param>
    /// <param name="at">When it was tapped, in Unix milliseconds.</param>
    /// <param name="isInConversation">Whether the link was made for a conversation.</param>
    public bool Wants(long accountId, long at, bool isInConversation)
        => (WebhooksSince.TryGetValue(accountId, out var webhook) && at >= webhook)
            || (isInConversation && Tracking.Contains(accountId))
            || (isInConversation && WantsNudges(accountId, at))
            || (isInConversation && RulesSince.TryGetValue(accountId, out var rule) && at >= rule);

    /// <summary>Whether a rule is to hear where nothing follows a click.</summary>
    public bool WantsNudges(long accountId, long at) => NudgesSince.TryGetValue(accountId, out var since) && at >= since;

    private static async Task<Dictionary<long, long>> RulesAsync(DbConnection connection, string eventName)
        => (await connection.QueryAsync<(long AccountId, long Since)>(OfRules, new { eventName })).ToDictionary(row => row.AccountId, row => row.Since);
}
