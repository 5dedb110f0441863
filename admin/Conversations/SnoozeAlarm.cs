using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>Opens snoozed conversations when their time has come.</summary>
internal sealed partial class SnoozeAlarm(IDatabase database, ConversationEdits edits, TimeProvider clock, ILogger<SnoozeAlarm> logger) : BackgroundService
{
    private const int PieceSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    internal async Task RingAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await RingPieceAsync(cancellationToken) == PieceSize)
            {
                // The next piece.
            }
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the waking.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    private async Task<int> RingPieceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long AccountId, long Id)>(
                $"SELECT account_id, id FROM conversations WHERE status = 3 AND snoozed_until <= @now ORDER BY snoozed_until LIMIT {PieceSize}",
                new { now })).AsList(),
            cancellationToken);
        foreach (var (accountId, id) in due)
        {
            // One transaction each: others write in between.
            await database.WriteAsync(scope => OpenAsync(scope, accountId, id, now), cancellationToken);
        }

        return due.Count;
    }

    private async Task<bool> OpenAsync(WriteScope scope, long accountId, long id, long now)
    {
        // Somebody may have changed it meanwhile, or another process opened it.
        if (await ConversationRepository.FindAsync(scope, accountId, id) is not { Status: ConversationStatus.Snoozed } conversation
            || conversation.SnoozedUntil is not { } until || until > now)
        {
            return false;
        }

        var edit = edits.Begin(scope, conversation, Author.System);
        edit.SetStatus(ConversationStatus.Open);
        await edit.SaveAsync();
        return true;
    }

    [LoggerMessage(EventId = 6101, Level = LogLevel.Error, Message = "Opening snoozed conversations failed and is tried again")]
    private partial void LogFailed(Exception exception);
}
