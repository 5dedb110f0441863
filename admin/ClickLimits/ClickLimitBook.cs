using OneLink.Admin.Database;
using OneLink.Admin.Edges;
using OneLink.Admin.Links;
using OneLink.Shared.Feed;

namespace OneLink.Admin.ClickLimits;

/// <summary>Lends edges clicks of links with a limit. What an edge is told is on disk before: grants are never made twice.</summary>
/// <param name="database">Its writers take turns, also those of several admins: of two edges that ask for a last click, one gets it.</param>
/// <param name="lease">How long an edge may use what it was granted without being heard.</param>
/// <param name="clock">Time.</param>
internal sealed class ClickLimitBook(IDatabase database, ClickLease lease, TimeProvider clock)
{
    /// <summary>When an edge was heard is written down this often within a lease: far less than what clocks may differ by.</summary>
    private const int NotesPerLease = 100;

    private const string GrantsSql = """
        SELECT g.link_id AS LinkId, g.instance AS Instance, g.turn AS Turn, g.granted AS Granted, g.taken AS Taken, g.waits_at AS WaitsAt,
               COALESCE(h.heard_at, 0) AS HeardAt
        FROM click_grants g LEFT JOIN click_grant_holders h ON h.instance = g.instance WHERE g.link_id IN {=ids}
        """;

    private const string SaveSql = """
        INSERT INTO click_grants (link_id, instance, turn, granted, taken, waits_at) VALUES (@link, @instance, @turn, @granted, @taken, @waits)
        ON CONFLICT (link_id, instance) DO UPDATE SET turn = @turn, granted = @granted, taken = @taken, waits_at = @waits
        """;

    private static readonly string[] SaveParameters = ["@link", "@instance", "@turn", "@granted", "@taken", "@waits"];

    /// <summary>Answers the statements of an edge, one by one.</summary>
    /// <param name="edge">Whose token was shown: links of accounts that it cannot carry are unknown to it.</param>
    /// <param name="report">Without errors (<see cref="LimitReportReader"/>).</param>
    /// <param name="cancellationToken">Gives up waiting for the turn to write.</param>
    public async Task<LimitAnswers> SettleAsync(Edge edge, LimitReport report, CancellationToken cancellationToken)
    {
        var answers = new LimitAnswers { LeaseSeconds = (uint)lease.Length.TotalSeconds };
        answers.Links.AddRange(await database.WriteAsync(scope => SettleAsync(scope, edge.Scope, report), cancellationToken));
        return answers;
    }

    private async Task<IReadOnlyList<LimitAnswer>> SettleAsync(WriteScope scope, FeedScope accounts, LimitReport report)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await NoteHeardAsync(scope, report.Instance, now);
        if (report.Links.Count == 0)
        {
            return [];
        }

        long[] ids = [.. report.Links.Select(statement => (long)statement.LinkId)];
        var links = (await LinkRepository.ByIdsAsync(scope, ids))
            .Where(link => link.Content.MaxClicks is not null && accounts.Holds(link.AccountId)).ToDictionary(link => link.Id.Value);
        var grants = (await scope.QueryAsync<ClickGrant>(GrantsSql, new { ids })).ToLookup(grant => grant.LinkId);
        var running = await RunningAsync(scope, report.Instance, now);

        var answers = new List<LimitAnswer>(ids.Length);
        var changed = new List<ClickGrant>();
        foreach (var statement in report.Links)
        {
            if (!links.TryGetValue((long)statement.LinkId, out var link))
            {
                answers.Add(new LimitAnswer { LinkId = statement.LinkId, Turn = statement.Turn, Taken = statement.Taken, Granted = statement.Taken });
                continue;
            }

            var own = grants[link.Id.Value].FirstOrDefault(grant => grant.Instance == report.Instance)
                ?? new ClickGrant { LinkId = link.Id.Value, Instance = report.Instance };
            var others = grants[link.Id.Value].Where(grant => grant.Instance != report.Instance).Select(grant => Current(grant, now, changed)).ToList();
            var settled = ClickLedger.Settle(link.Content.MaxClicks!.Value, own, others, statement, running, now);
            answers.Add(settled.Answer);
            if (settled.Grant != own)
            {
                changed.Add(settled.Grant);
            }

            if (settled.Recalls)
            {
                // Those that hold what is left have the link from the feed, wherever they are; told of it again, they state what they have.
                scope.Publish(LinkPublisher.ToChange(link));
            }
        }

        await SaveAsync(scope, changed);
        return answers;
    }

    /// <summary>A grant as it is now that time has passed.</summary>
    private ClickGrant Current(ClickGrant grant, long now, List<ClickGrant> changed)
    {
        if (grant.Unused == 0 || grant.HeardAt > now - (long)lease.Length.TotalMilliseconds)
        {
            return grant;
        }

        var ended = ClickLedger.End(grant);
        changed.Add(ended);
        return ended;
    }

    private Task<int> NoteHeardAsync(WriteScope scope, string instance, long now)
        => scope.ExecuteAsync(
            """
            INSERT INTO click_grant_holders (instance, heard_at) VALUES (@instance, @now)
            ON CONFLICT (instance) DO UPDATE SET heard_at = @now WHERE click_grant_holders.heard_at < @before
            """,
            new { instance, now, before = now - (long)(lease.Length / NotesPerLease).TotalMilliseconds });

    private static async Task<HashSet<string>> RunningAsync(WriteScope scope, string instance, long now)
    {
        var since = now - (long)EdgeFleet.SilenceLimit.TotalMilliseconds;
        return [instance, .. await scope.QueryAsync<string>("SELECT instance FROM edge_instances WHERE seen_at >= @since", new { since })];
    }

    private static Task SaveAsync(WriteScope scope, List<ClickGrant> grants)
        => grants.Count == 0
            ? Task.CompletedTask
            : scope.Prepared(SaveSql, SaveParameters).ExecuteEachAsync(
                grants.Select(grant => new object?[] { grant.LinkId, grant.Instance, grant.Turn, grant.Granted, grant.Taken, grant.WaitsAt }));
}
