using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Inboxes;

/// <summary>Removes what is left of deleted inboxes, in pieces that do not hold up writers. Goes on after a restart where it stopped.</summary>
internal sealed partial class InboxRemoval(IDatabase database, InboxRemovalSignal signal, TimeProvider clock, ILogger<InboxRemoval> logger) : BackgroundService
{
    /// <summary>Conversations, with all their messages, in one transaction.</summary>
    private const int ConversationsAtOnce = 50;

    private const int RowsAtOnce = 1_000;

    /// <summary>Between two looks for inboxes that another process has deleted or left.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                var next = signal.Next;
                await TryAsync(stoppingToken);
                await Task.WhenAny(next, Task.Delay(Look, clock, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the next one goes on.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var id in await DeletedAsync(cancellationToken))
            {
                await RemoveAsync(id, cancellationToken);
                LogRemoved(id);
            }
        }
        catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
        {
            LogUnavailable(exception.Message);
        }
    }

    private Task<List<long>> DeletedAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long>("SELECT id FROM inboxes WHERE deleted_at IS NOT NULL ORDER BY deleted_at")).AsList(),
            cancellationToken);

    private async Task RemoveAsync(long id, CancellationToken cancellationToken)
    {
        await RemoveRowsAsync(
            "DELETE FROM conversations WHERE id IN (SELECT id FROM conversations WHERE inbox_id = @id LIMIT @limit)", id, ConversationsAtOnce, cancellationToken);
        await RemoveRowsAsync(
            "DELETE FROM contact_inboxes WHERE id IN (SELECT id FROM contact_inboxes WHERE inbox_id = @id LIMIT @limit)", id, RowsAtOnce, cancellationToken);
        await RemoveRowsAsync("DELETE FROM inboxes WHERE id = @id", id, RowsAtOnce, cancellationToken);
    }

    private async Task RemoveRowsAsync(string sql, long id, int limit, CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(scope => scope.ExecuteAsync(sql, new { id, limit }), cancellationToken) == limit)
        {
            // The next piece.
        }
    }

    [LoggerMessage(EventId = 6201, Level = LogLevel.Information, Message = "Inbox {Id} was removed with all it had")]
    private partial void LogRemoved(long id);

    [LoggerMessage(EventId = 6202, Level = LogLevel.Warning, Message = "The removal of inboxes waits for the database: {Reason}")]
    private partial void LogUnavailable(string reason);
}
