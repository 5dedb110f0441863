using System.Globalization;
using Npgsql;

namespace OneLink.Admin.Database;

/// <summary>
/// Hears of the other admins' commits on a connection of its own. What it misses while that is broken, or where a pooler
/// leaves no session to listen on, <see cref="CommitWatch"/> finds.
/// </summary>
internal sealed partial class PostgresListener(PostgresConnections connections, CommitNews news, TimeProvider clock, ILogger<PostgresListener> logger)
    : BackgroundService
{
    public const string Channel = "onelink_commit";

    /// <summary>How long a connection that hears nothing may be dead before that is noticed.</summary>
    private const int KeepAliveSeconds = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (connections.HasSessions && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A server that is away for a while must not end the listening.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogLost(exception.Message);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await connections.OpenOwnAsync(builder => builder.KeepAlive = KeepAliveSeconds, stoppingToken);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var command = new NpgsqlCommand("LISTEN " + Channel, connection))
        {
            await command.ExecuteNonQueryAsync(stoppingToken);
        }

        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ') is [var change, var happened]
            && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var lastChange)
            && long.TryParse(happened, NumberStyles.None, CultureInfo.InvariantCulture, out var lastEvent))
        {
            news.Tell(new CommitMarks(lastChange, lastEvent));
        }
    }

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning, Message = "Other admins' commits are heard of within a second only until PostgreSQL can be listened to again: {Reason}")]
    private partial void LogLost(string reason);
}
