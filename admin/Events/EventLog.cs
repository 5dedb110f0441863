using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

/// <summary>
/// The ordered log of what happened in all accounts, from which webhooks, realtime, automation and assignment read.
/// Appended in the transaction of the change itself, so that neither can exist without the other.
/// </summary>
/// <remarks>
/// Sequences become visible in order, by the means that <see cref="Feed.ChangeLog"/> explains. It is a log of its own
/// because its readers, its rows and its retention are others: an edge never has to skip a message.
/// </remarks>
internal sealed class EventLog(TimeProvider clock)
{
    private const string InsertSql = """
        INSERT INTO domain_events (sequence, id, account_id, name, entity_id, changed_attributes, data, performer_kind, performer_id, created_at, request_id)
        VALUES (@sequence, @id, @account, @name, @entity, @changed, @data, @performerKind, @performer, @created, @request)
        """;

    private static readonly string[] InsertParameters =
        ["@sequence", "@id", "@account", "@name", "@entity", "@changed", "@data", "@performerKind", "@performer", "@created", "@request"];

    /// <summary>Gives the events their sequences. Among the last things in a transaction.</summary>
    /// <returns>The last sequence given, or 0 where nothing happened.</returns>
    public async Task<long> AppendAsync(WriteScope scope, IReadOnlyList<DomainEvent> events)
    {
        if (events.Count == 0)
        {
            return 0;
        }

        var last = await scope.ScalarAsync<long>(
            "UPDATE event_state SET last_sequence = last_sequence + @count WHERE id = 1 RETURNING last_sequence", new { count = events.Count });
        var sequence = last - events.Count;
        var now = clock.GetUtcNow();
        var insert = scope.Prepared(InsertSql, InsertParameters);
        await insert.ExecuteEachAsync(events.Select(happened => new object?[]
        {
            ++sequence,
            Guid.CreateVersion7(now).ToString(),
            happened.AccountId,
            happened.Name,
            happened.EntityId,
            happened.ChangedAttributes?.ToJson(),
            happened.Data?.ToJsonString(),
            happened.Performer?.Kind,
            happened.Performer?.Id,
            now.ToUnixTimeMilliseconds(),
            happened.RequestId,
        }));

        return last;
    }
}
