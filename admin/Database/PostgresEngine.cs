using Npgsql;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>PostgreSQL: a server that several admins share.</summary>
internal sealed partial class PostgresEngine(PostgresConnections connections, PostgresMigrator migrator, TimeProvider clock, ILogger<PostgresEngine> logger)
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
        await migrator.MigrateAsync(cancellationToken);
        await using var connection = await connections.OpenAsync(cancellationToken);
        return $"{connections.Name} with PostgreSQL {connection.ServerVersion}{(connections.HasSessions ? "" : " behind a pooler")}";
    }

    public async Task<WriteConnection> OpenWriterAsync() => new PostgresWriteConnection(await connections.OpenAsync(CancellationToken.None));

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await connections.ProbeAsync(cancellationToken);
                await using var connection = await connections.OpenAsync(cancellationToken);
                Check(connection);
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

    private void Check(PostgresConnection connection)
    {
        if (connection.Inner.PostgreSqlVersion.Major < OldestServer)
        {
            throw new StartupException($"The database {connections.Name} is PostgreSQL {connection.ServerVersion}; OneLink needs {OldestServer} or newer.");
        }

        if (!string.Equals(connection.Inner.PostgresParameters.GetValueOrDefault("server_encoding", "UTF8"), "UTF8", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartupException($"The database {connections.Name} does not hold UTF-8. Make one with ENCODING 'UTF8'.");
        }
    }

    private static string Reason(Exception exception)
        => exception is PostgresException refused ? refused.MessageText : exception.InnerException?.Message ?? exception.Message;

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "Waiting for {Database}: {Reason}")]
    private partial void LogWaiting(string database, string reason);
}
