using System.Data.Common;
using System.Globalization;
using Dapper;
using OneLink.Admin.Accounts;
using OneLink.Admin.Assignment;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Leases;
using OneLink.Admin.Limits;

namespace OneLink.Admin.Inboxes.Openings;

/// <summary>
/// Tells the edges when an inbox opens or closes: when its hours begin or end, and when the first of its people comes or the
/// last one goes. It looks at what is, not at what happened, so nothing can be missed, by a restart or otherwise.
/// </summary>
/// <remarks>
/// A change is told at once, but an inbox that goes on changing has a change told every ten seconds: each is a write, and
/// everybody's browser may come and go in a train. What is told then is what is so then.
/// </remarks>
internal sealed class OpeningWatch(
    IDatabase database, AutoAssignment assignment, ILeases leases, TimeProvider clock, ILogger<OpeningWatch> logger)
    : PeriodicUpkeep(Interval, clock, logger)
{
    /// <summary>Changes of an inbox that are told at once, and how soon as many may be told again.</summary>
    private const int Changes = 6;

    private const int MostRemembered = 10_000;

    private static readonly TimeSpan ChangesPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Twice in the second within which edges are to know.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock = clock;
    private readonly ILease _lease = leases.Of(LeaseName.InboxOpenings);
    private readonly TokenBuckets _changes = new(clock, ChangesPeriod, MostRemembered);

    protected override Task RunOnceAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!_lease.IsHeld)
        {
            return;
        }

        var term = _lease.Term;
        foreach (var (opening, isGone) in await ChangedAsync(cancellationToken))
        {
            if (isGone || MayTell(opening.InboxId))
            {
                await database.WriteAsync(scope => TellAsync(scope, term, opening, isGone), cancellationToken);
            }
        }
    }

    private async Task<bool> TellAsync(WriteScope scope, long term, InboxOpening opening, bool isGone)
    {
        await _lease.RequireAsync(scope, term);
        await InboxOpenings.TellAsync(scope, opening);
        if (isGone)
        {
            await InboxOpenings.ForgetAsync(scope, opening.InboxId);
        }

        return true;
    }

    private bool MayTell(long inboxId)
    {
        var bucket = _changes.Of(inboxId.ToString(CultureInfo.InvariantCulture));
        bucket.Fill(Changes);
        return bucket.TakeOne().IsAdmitted;
    }

    /// <summary>What is no longer as edges know it.</summary>
    private Task<List<(InboxOpening Opening, bool IsGone)>> ChangedAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection =>
            {
                var known = await InboxOpenings.AllAsync(connection);
                if (known.Count == 0)
                {
                    return [];
                }

                var inboxes = (await InboxRepository.WatchedAsync(connection)).ToDictionary(inbox => inbox.Id);
                var attended = await AttendedAsync(connection);
                var now = _clock.GetUtcNow();
                return known
                    .Select(opening => inboxes.TryGetValue(opening.InboxId, out var inbox)
                        ? (Opening: Now(opening, inbox, attended.Contains(inbox.Id), now), IsGone: false)
                        : (Opening: opening with { IsOpen = 0, ClosesAt = 0 }, IsGone: true))
                    .Where(found => found.IsGone || !known.Contains(found.Opening))
                    .ToList();
            },
            cancellationToken);

    private static InboxOpening Now(InboxOpening opening, Inbox inbox, bool isAttended, DateTimeOffset now)
    {
        var hours = isAttended ? WorkingHours.SpanAt(inbox, now) : OpenSpan.None;
        return opening with { IsOpen = hours.IsOpen ? 1 : 0, ClosesAt = hours.Until?.ToUnixTimeMilliseconds() ?? 0 };
    }

    /// <summary>The watched inboxes of whose people one at least is there.</summary>
    private async Task<HashSet<long>> AttendedAsync(DbConnection connection)
        => (await connection.QueryAsync<long, Membership, (long InboxId, Membership Member)>(
            $"""
            SELECT i.inbox_id AS InboxId, {MembershipRepository.Columns}
            FROM inbox_openings o
            JOIN inbox_members i ON i.inbox_id = o.inbox_id
            JOIN account_users m ON m.account_id = i.account_id AND m.user_id = i.user_id
            """,
            static (inboxId, member) => (inboxId, member),
            splitOn: "Id"))
            .Where(row => assignment.IsPresent(row.Member)).Select(row => row.InboxId).ToHashSet();
}
