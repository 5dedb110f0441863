using Npgsql;

namespace OneLink.Admin.Database.Replicas;

/// <summary>
/// How far the primary's log of writes has come: a replica that has replayed so much shows all that was committed before the
/// question. Who asks while a question is under way shares the next one, so that any number of lists costs the primary one
/// small question at a time.
/// </summary>
internal sealed class PrimaryPosition(PostgresConnections primary)
{
    /// <summary>
    /// In bytes. A commit is visible to others when it is on the disk; where the server is told not to wait for that
    /// (<c>synchronous_commit = off</c>), what is written but not on the disk counts as well.
    /// </summary>
    private const string Sql =
        "SELECT (CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END - '0/0'::pg_lsn)::bigint";

    private readonly Lock _gate = new();
    private Task _current = Task.CompletedTask;
    private Task<long>? _next;

    /// <returns>A position not older than this call.</returns>
    public Task<long> AskAsync()
    {
        lock (_gate)
        {
            return _next ??= AskBehindAsync(_current);
        }
    }

    private async Task<long> AskBehindAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            // Who comes from now on is answered by another.
            (_current, _next) = (_next!, null);
        }

        await using var connection = await primary.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(Sql, connection.Inner);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
