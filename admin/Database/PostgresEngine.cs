using Dapper;
using Npgsql;
using OneLink.Admin.Database.Moving;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>PostgreSQL: a server that several admins share.</summary>
internal sealed partial class PostgresEngine(
    PostgresConnections connections, PostgresMigrator migrator, DatabaseClock time, TimeProvider clock, ILogger<PostgresEngine> logger)
    : IDatabaseEngine
{
    private const int OldestServer = 15;

    /// <summary>How long the start waits for a server that starts beside it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public int LatestSchema => PostgresMigrator.Latest;

    public async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        await CheckMovedAsync(cancellationToken);
        await migrator.MigrateAsync(cancellationToken);
        await using var connection = await connections.OpenAsync(cancellationToken);

        // Measured at the second asking: the first one also finds the statement's plan.
        for (var asking = 0; asking < 2; asking++)
        {
            var asked = time.GetTimestamp();
            time.Set(await connection.ExecuteScalarAsync<long>("SELECT unix_milliseconds()"), asked);
        }

        return $"{connections.Name} with PostgreSQL {connection.ServerVersion}{(connections.HasSessions ? "" : " behind a pooler")}";
    }

    public async Task<WriteConnection> OpenWriterAsync() => new PostgresWriteConnection(await connections.OpenAsync(CancellationToken.None));

    /// <exception cref="StartupException">The server is too old, or the database does not hold every text.</exception>
    public static void Check(NpgsqlConnection connection, string name)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new StartupException($"The database {name} is PostgreSQL {connection.ServerVersion}; OneLink needs {OldestServer} or newer.");
        }

        if (!string.Equals(connection.PostgresParameters.GetValueOrDefault("server_encoding", "UTF8"), "UTF8", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartupException($"The database {name} does not hold UTF-8. Make one with ENCODING 'UTF8'.");
        }
    }

    /// <summary>Why a server did not do it, in its own words.</summary>
    public static string Reason(Exception exception)
        => exception is PostgresException refused ? refused.MessageText : exception.InnerException?.Message ?? exception.Message;

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await connections.ProbeAsync(cancellationToken);
                await using var connection = await connections.OpenAsync(cancellationToken);
                Check(connection.Inner, connections.Name);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                if (!DatabaseFailure.IsOutside(exception) || clock.GetElapsedTime(begun) > Patience)
                {
                    throw new StartupException($"Cannot open the database {connections.Name}: {Reason(exception)}", exception);
                }

                LogWaiting(connections.Name, Reason(exception));
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    private async Task CheckMovedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        if (await MoveTarget.IsUnfinishedAsync(connection))
        {
            throw new StartupException(
                $"A move of an installation into {connections.Name} is not finished. Finish it (./onelink migrate-database SQLITE_FILE POSTGRES_URL goes on where it stopped), or drop that database.");
        }
    }

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "Waiting for {Database}: {Reason}")]
    private partial void LogWaiting(string database, string reason);
}
