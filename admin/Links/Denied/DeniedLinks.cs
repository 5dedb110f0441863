using System.Threading.Channels;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Leases;
using OneLink.Admin.Links.Indexable;
using OneLink.Admin.Safety;

namespace OneLink.Admin.Links.Denied;

/// <summary>
/// Applies the lists of denied hosts to the links there are: those that lead to a host which has become denied are no longer
/// redirected, those that no longer do are again. A list is marked as applied when all links were looked through, so that a
/// process that dies on the way begins again.
/// </summary>
internal sealed partial class DeniedLinks(
    IDatabase database, DeniedHostList list, DestinationGuard guard, ILeases leases, TimeProvider clock, ILogger<DeniedLinks> logger)
    : BackgroundService
{
    /// <summary>Links read at a time.</summary>
    private const int Page = 5_000;

    /// <summary>Links written by one transaction, so that other writers get their turn.</summary>
    private const int Piece = 500;

    /// <summary>Before each pass: entries that come together are applied together, and writers that judged by the lists before have ended.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Behind one that failed.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>How long it takes to see that another admin, which did this, is no more.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ILease _lease = leases.Of(LeaseName.DeniedLinks);
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        list.Changed += OnChanged;
        Wake();
        try
        {
            for (var term = 0L; ;)
            {
                await NextAsync(term, stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
                _wakes.Reader.TryRead(out _);
                if (_lease.IsHeld)
                {
                    term = _lease.Term;
                    await ApplyAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped; what was not marked as applied is looked at again after the next start.
        }
        finally
        {
            list.Changed -= OnChanged;
        }
    }

    /// <summary>Waits for a change, or for this work to become this admin's.</summary>
    private async Task NextAsync(long term, CancellationToken cancellationToken)
    {
        var woken = _wakes.Reader.WaitToReadAsync(cancellationToken).AsTask();
        while (!woken.IsCompleted && (!_lease.IsHeld || _lease.Term == term))
        {
            await Task.WhenAny(woken, Task.Delay(Look, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void OnChanged(object? sender, EventArgs e) => Wake();

    private void Wake() => _wakes.Writer.TryWrite(true);

    private async Task ApplyAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LiftAsync(stoppingToken);
            foreach (var entries in (await ToApplyAsync(stoppingToken)).GroupBy(entry => entry.AccountId))
            {
                await DenyAsync(entries.Key, [.. entries.Select(entry => entry.Host)], stoppingToken);
            }
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the applying.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception.Message);
            await Task.Delay(RetryPause, clock, stoppingToken);
            Wake();
        }
    }

    private Task<List<(long? AccountId, string Host)>> ToApplyAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(long?, string)>("SELECT account_id, host FROM denied_hosts WHERE is_applied = 0")).AsList(),
            cancellationToken);

    /// <summary>Stops the links that lead to hosts which are new on a list.</summary>
    private async Task DenyAsync(long? accountId, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        var scan = new DeniedHostScan(new HostSet(hosts));
        var changed = 0;
        long after = 0;
        while (true)
        {
            var rows = await database.ReadAsync(
                async connection => (await connection.QueryAsync<(long Id, string Url, string Settings)>(
                    accountId is null
                        ? "SELECT id, url, settings FROM links WHERE id > @after ORDER BY id LIMIT @Page"
                        : "SELECT id, url, settings FROM links WHERE account_id = @accountId AND id > @after ORDER BY id LIMIT @Page",
                    new { accountId, after, Page })).AsList(),
                cancellationToken);
            changed += await JudgeAsync([.. rows.Where(row => scan.MayLeadThere(row.Url) || scan.MayLeadThere(row.Settings)).Select(row => row.Id)], cancellationToken);
            if (rows.Count < Page)
            {
                break;
            }

            after = rows[^1].Id;
        }

        foreach (var piece in hosts.Chunk(Piece))
        {
            await database.WriteAsync(
                scope => scope.ExecuteAsync(
                    "UPDATE denied_hosts SET is_applied = 1 WHERE COALESCE(account_id, 0) = @account AND host IN @hosts", new { account = accountId ?? 0, hosts = piece }),
                cancellationToken);
        }

        LogApplied(hosts.Count, changed);
    }

    /// <summary>Lets the links go again whose host is no longer denied.</summary>
    private async Task LiftAsync(CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            var ids = await database.ReadAsync(
                async connection => (await connection.QueryAsync<long>(
                    "SELECT id FROM links WHERE denied_host IS NOT NULL AND id > @after ORDER BY id LIMIT @Page", new { after, Page })).AsList(),
                cancellationToken);
            await JudgeAsync(ids, cancellationToken);
            if (ids.Count < Page)
            {
                return;
            }

            after = ids[^1];
        }
    }

    private async Task<int> JudgeAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var piece in ids.Chunk(Piece))
        {
            changed += await database.WriteAsync(scope => JudgeAsync(scope, piece), cancellationToken);
        }

        return changed;
    }

    private async Task<int> JudgeAsync(WriteScope scope, IReadOnlyList<long> ids)
    {
        var changed = 0;
        foreach (var link in await LinkRepository.ByIdsAsync(scope, ids))
        {
            var host = guard.DeniedIn(link.AccountId, LinkDestinations.UrlsOf(link.Content));
            if (string.Equals(host, link.DeniedHost, StringComparison.Ordinal))
            {
                continue;
            }

            var judged = link with { DeniedHost = host, Revision = link.Revision + 1 };
            await LinkRepository.SetDeniedAsync(scope, judged);
            await IndexableLinks.NoteAsync(scope, link, judged);
            scope.Publish(LinkPublisher.ToChange(judged));
            changed++;
        }

        return changed;
    }

    [LoggerMessage(EventId = 1321, Level = LogLevel.Information, Message = "{Hosts} newly denied hosts: {Links} links are not redirected any more")]
    private partial void LogApplied(int hosts, int links);

    [LoggerMessage(EventId = 1322, Level = LogLevel.Warning, Message = "Links to denied hosts are not all stopped yet; going on shortly: {Reason}")]
    private partial void LogFailed(string reason);
}
