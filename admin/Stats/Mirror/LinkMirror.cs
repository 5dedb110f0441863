using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Feed;
using OneLink.Admin.Leases;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Stats.Mirror;

/// <summary>
/// Follows the change log and keeps ClickHouse's table of links up to date: a reader of the feed like an edge, whose
/// position is in the table itself. Where the log no longer reaches back, and at the first start, all links are written.
/// </summary>
internal sealed partial class LinkMirror(
    LinkMirrorTable table, ChangeLogReader log, ChangeSignal signal, IDatabase database, AnalyticsState state, ILeases leases, TimeProvider clock,
    ILogger<LinkMirror> logger)
    : BackgroundService
{
    private const int ChangesAtOnce = 2_000;
    private const int LinksAtOnce = 5_000;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>How long it takes to see that another admin does this by now.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Changes come by the hundred where links are imported: a part of the table for each would be many.</summary>
    private static readonly TimeSpan PauseBetweenPages = TimeSpan.FromMilliseconds(250);

    private readonly ILease _lease = leases.Of(LeaseName.LinkMirror);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        while (true)
        {
            try
            {
                if (state.Reason is null && _lease.IsHeld)
                {
                    await FollowAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (exception is ClickHouseException || DatabaseFailure.IsOutside(exception))
            {
                LogFailed(exception.Message);
            }

            await Task.Delay(state.Reason is null && _lease.IsHeld ? PauseAfterFailure : PauseBetweenPages, clock, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        for (var position = await table.PositionAsync(cancellationToken); _lease.IsHeld;)
        {
            var next = signal.Next;
            var page = await log.ReadAsync(position, FeedScope.All, ChangesAtOnce, cancellationToken);
            if ((position == 0 && page.Bounds.LastSequence > 0) || !page.Bounds.Reaches(position, FeedScope.All))
            {
                // Ahead of the log: another database stands behind the same ClickHouse, whose rows must not win.
                position = await WriteAllAsync(isAhead: position > page.Bounds.LastSequence, cancellationToken);
            }
            else if (page.Changes.Count > 0)
            {
                await WriteAsync(page.Changes, cancellationToken);
                position = page.Changes[^1].Sequence;
                if (page.Changes.Count < ChangesAtOnce)
                {
                    await Task.Delay(PauseBetweenPages, clock, cancellationToken);
                }
            }
            else
            {
                await Task.WhenAny(next, Task.Delay(Look, clock, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task WriteAsync(IReadOnlyList<LoggedChange> changes, CancellationToken cancellationToken)
    {
        var position = changes[^1].Sequence;
        var ids = changes.Where(change => change.Kind == (long)EntryKind.Link).Select(change => change.EntityId).Distinct().ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var (links, domains, recipients) = await database.ReadConsistentlyAsync(
            async (connection, transaction) => (
                await LinkRepository.ByIdsAsync(connection, transaction, ids),
                (await DomainRepository.AllAsync(connection, transaction)).ToDictionary(domain => domain.Id),
                await LinkRecipients.OfLinksAsync(connection, transaction, ids)),
            cancellationToken);
        var gone = ids.Except(links.Select(link => link.Id.Value)).Select(id => (ulong)id).ToList();
        if (gone.Count > 0)
        {
            await table.DeleteAsync(gone, position, cancellationToken);
        }

        await table.InsertAsync(LinkLines.Of(links, domains, recipients, position, reaches: true), Token(position, 0), cancellationToken);
    }

    /// <summary>
    /// All links as they are, a piece at a time: a read of them all that waits for ClickHouse would keep the database from
    /// reusing its log meanwhile. What changes during the copy is in the log behind the position that it begins with, and
    /// follows; what went before it is what the copy has not written.
    /// </summary>
    private async Task<long> WriteAllAsync(bool isAhead, CancellationToken cancellationToken)
    {
        if (isAhead)
        {
            await table.ClearAsync(cancellationToken);
        }

        var position = (await log.BoundsAsync(cancellationToken)).LastSequence;
        var number = 0;
        for (var after = 0L; ;)
        {
            var from = after;
            var (links, domains, recipients) = await database.ReadConsistentlyAsync(
                async (connection, transaction) =>
                {
                    var links = await LinkRepository.AfterAsync(connection, transaction, from, LinksAtOnce);
                    return (
                        links,
                        (await DomainRepository.AllAsync(connection, transaction)).ToDictionary(domain => domain.Id),
                        await LinkRecipients.OfLinksAsync(connection, transaction, links.Select(link => link.Id.Value)));
                },
                cancellationToken);
            if (links.Count == 0)
            {
                break;
            }

            await table.InsertAsync(LinkLines.Of(links, domains, recipients, position, reaches: false), Token(position, ++number), cancellationToken);
            after = links[^1].Id.Value;
        }

        await table.DeleteOlderAsync(position, cancellationToken);
        await table.InsertAsync(LinkLines.Of([], new Dictionary<long, LinkDomain>(), new Dictionary<long, LinkRecipient>(), position, reaches: true), Token(position, ++number), cancellationToken);
        return position;
    }

    private string Token(long position, int piece)
        => string.Create(CultureInfo.InvariantCulture, $"links-{position}-{piece}-{clock.GetUtcNow().ToUnixTimeMilliseconds()}");

    [LoggerMessage(EventId = 1831, Level = LogLevel.Warning, Message = "The links in ClickHouse could not be brought up to date: {Reason}")]
    private partial void LogFailed(string reason);
}
