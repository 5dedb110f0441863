using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

/// <summary>How far each consumer has come.</summary>
internal sealed class EventPositions(IDatabase database, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The consumer's position; a consumer that is new to this database begins with what is to come.</summary>
    public Task<long> FindOrCreateAsync(string consumer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    """
                    INSERT INTO event_consumers (name, position, updated_at) SELECT @consumer, last_sequence, @Now FROM event_state WHERE id = 1
                    ON CONFLICT (name) DO NOTHING
                    """,
                    new { consumer, Now });
                return await scope.ScalarAsync<long>("SELECT position FROM event_consumers WHERE name = @consumer", new { consumer });
            },
            cancellationToken);

    /// <summary>Moves the position inside the transaction of what was done with the events.</summary>
    /// <returns>False where another process has moved it meanwhile: then nothing of this work may be kept.</returns>
    public async Task<bool> MoveAsync(WriteScope scope, string consumer, long from, long to)
        => await scope.ExecuteAsync(
            "UPDATE event_consumers SET position = @to, updated_at = @Now WHERE name = @consumer AND position = @from",
            new { consumer, from, to, Now }) == 1;

    /// <summary>Notes an event that is left behind.</summary>
    public Task NoteFailureAsync(WriteScope scope, string consumer, long sequence, string reason)
        => scope.ExecuteAsync(
            """
            INSERT INTO event_failures (consumer, sequence, reason, failed_at) VALUES (@consumer, @sequence, @reason, @Now)
            ON CONFLICT (consumer, sequence) DO NOTHING
            """,
            new { consumer, sequence, reason, Now });
}
