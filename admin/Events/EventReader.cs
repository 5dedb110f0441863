using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

/// <summary>Reads the event log.</summary>
internal sealed class EventReader(IDatabase database)
{
    /// <summary>At most <paramref name="limit"/> events after <paramref name="position"/>, in order.</summary>
    public Task<List<LoggedEvent>> AfterAsync(long position, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<LoggedEvent>(
                """
                SELECT sequence AS Sequence, id AS Id, account_id AS AccountId, name AS Name, entity_id AS EntityId,
                       changed_attributes AS ChangedAttributesJson, data AS DataJson,
                       performer_kind AS PerformerKind, performer_id AS PerformerId, created_at AS CreatedAt
                FROM domain_events WHERE sequence > @position ORDER BY sequence LIMIT @limit
                """,
                new { position, limit })).AsList(),
            cancellationToken);

    /// <summary>The newest sequence: where one begins who wants only what is to come.</summary>
    public Task<long> LastSequenceAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT last_sequence FROM event_state WHERE id = 1"), cancellationToken);
}
