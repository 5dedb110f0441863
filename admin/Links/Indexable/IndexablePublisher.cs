using System.Text;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;

namespace OneLink.Admin.Links.Indexable;

/// <summary>
/// Tells edges which of a domain's links crawlers may fetch, at most once a second however many change: the list is part of
/// the domain's document, and a bulk of ten thousand links must not send it ten thousand times.
/// </summary>
internal sealed partial class IndexablePublisher(IDatabase database, TimeProvider clock, ILogger<IndexablePublisher> logger) : BackgroundService
{
    /// <summary>Crawlers read 500 KiB of a robots.txt (RFC 9309 §2.5); this leaves room for the words around the paths.</summary>
    private const int MaxBytes = 400 * 1024;

    /// <summary>Paths of one character already fill <see cref="MaxBytes"/>.</summary>
    private const int MaxPaths = 25_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var id in await StaleAsync(stoppingToken))
                {
                    await database.WriteAsync(scope => PublishAsync(scope, id), stoppingToken);
                }

                _hasFailed = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the publishing.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!_hasFailed)
                {
                    LogFailed(exception.Message);
                    _hasFailed = true;
                }
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<long>> StaleAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => Dapper.SqlMapper.AsList(
                await Dapper.SqlMapper.QueryAsync<long>(connection, "SELECT id FROM domains WHERE is_indexable_stale = 1")),
            cancellationToken);

    private static async Task<bool> PublishAsync(WriteScope scope, long domainId)
    {
        if (await scope.ScalarAsync<long>("SELECT COUNT(*) FROM domains WHERE id = @domainId AND is_indexable_stale = 1", new { domainId }) == 0)
        {
            // Another admin was quicker.
            return false;
        }

        var slugs = await scope.QueryAsync<string>(
            """
            SELECT l.slug FROM indexable_links i INNER JOIN links l ON l.id = i.link_id
            WHERE i.domain_id = @domainId ORDER BY i.link_id LIMIT @limit
            """,
            new { domainId, limit = MaxPaths });
        var paths = new StringBuilder();
        foreach (var path in slugs.Select(ShortUrls.PathOf).TakeWhile(path => paths.Length + path.Length < MaxBytes))
        {
            paths.Append(path).Append('\n');
        }

        await DomainRepository.SetIndexableAsync(scope, domainId, paths.ToString());
        return true;
    }

    [LoggerMessage(EventId = 1205, Level = LogLevel.Warning, Message = "robots.txt of domains waits to be published: {Reason}")]
    private partial void LogFailed(string reason);
}
