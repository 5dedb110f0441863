using Dapper;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Files;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Receiving;

/// <summary>Brings files that lie with providers, whose addresses end within hours, into the installation's own storage. What fails is tried again, later and later.</summary>
internal sealed partial class MediaFetcher(
    MediaSource source,
    ChannelConnectionRepository connections,
    FileStore files,
    IDatabase database,
    EventSignal signal,
    TimeProvider clock,
    ILogger<MediaFetcher> logger)
    : BackgroundService
{
    private const int AtOnce = 4;
    private const double NoChance = 0.5;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Longer than a file may take; until then no other process fetches it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var more = signal.Next;
                if (await FetchDueAsync(stoppingToken) == 0)
                {
                    await Task.WhenAny(more, Task.Delay(Poll, clock, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database or a storage that is away for a while must not end the fetching.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> FetchDueAsync(CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(
            async connection => (await connection.QueryAsync<WaitingMedia>(
                $"""
                SELECT a.id AS Id, a.account_id AS AccountId, m.inbox_id AS InboxId, a.message_id AS MessageId, a.external_url AS ExternalUrl,
                       a.title AS Title, a.meta AS Meta, a.fetch_failures AS Failures
                FROM attachments a JOIN messages m ON m.id = a.message_id WHERE a.fetch_at <= @Now ORDER BY a.fetch_at LIMIT {AtOnce}
                """,
                new { Now })).AsList(),
            cancellationToken);
        await Task.WhenAll(due.Select(media => FetchAsync(media, cancellationToken)));
        return due.Count;
    }

    private async Task FetchAsync(WaitingMedia media, CancellationToken cancellationToken)
    {
        var until = Now + (long)Lease.TotalMilliseconds;
        if (await database.WriteAsync(
            scope => scope.ExecuteAsync("UPDATE attachments SET fetch_at = @until WHERE id = @Id AND fetch_at <= @Now", new { media.Id, until, Now }), cancellationToken) == 0)
        {
            return;
        }

        var stored = await connections.FindAsync(media.InboxId, cancellationToken) is { } connection
            && await source.FetchAsync(connection, media, cancellationToken) is var (bytes, type)
            ? await StoreAsync(media, bytes, type, cancellationToken)
            : null;
        await database.WriteAsync(scope => stored is null ? PutBackAsync(scope, media, until) : FinishAsync(scope, media, stored, until), CancellationToken.None);
    }

    private async Task<StoredFile?> StoreAsync(WaitingMedia media, ReadOnlyMemory<byte> bytes, string type, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        var outcome = await files.AddAsync(media.AccountId, new FileUpload(media.Title ?? "file", type, content), FileRules.Attachment, cancellationToken);
        return outcome.TryGet(out var stored) ? stored : null;
    }

    private static async Task<bool> FinishAsync(WriteScope scope, WaitingMedia media, StoredFile stored, long until)
    {
        // What another process has taken since is that one's; the file that nobody names is removed in a day.
        if (await scope.ExecuteAsync("UPDATE attachments SET file_id = @file, fetch_at = NULL WHERE id = @Id AND fetch_at = @until", new { media.Id, file = stored.Id, until }) == 0)
        {
            return false;
        }

        scope.Raise(MessageEvents.FileFetched(media.AccountId, media.MessageId));
        return true;
    }

    private async Task<bool> PutBackAsync(WriteScope scope, WaitingMedia media, long until)
    {
        var failures = media.Failures + 1;
        long? again = failures >= SendBackoff.MaxFailures ? null : Now + (long)SendBackoff.After(failures, NoChance).TotalMilliseconds;
        await scope.ExecuteAsync("UPDATE attachments SET fetch_at = @again, fetch_failures = @failures WHERE id = @Id AND fetch_at = @until", new { media.Id, again, failures, until });
        return false;
    }

    [LoggerMessage(EventId = 5421, Level = LogLevel.Error, Message = "Files could not be fetched from providers; trying again")]
    private partial void LogFailed(Exception exception);
}
