using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Redis;
using OneLink.Admin.Stats;

namespace OneLink.Admin.Health;

/// <summary>Whether this process can do its work: the database answers, and its schema is this build's.</summary>
internal sealed class Readiness(IDatabase database, IDatabaseEngine engine, AnalyticsState analytics, RedisConnection redis, TimeProvider clock)
{
    /// <summary>Sooner than whoever asks gives up: a database to which packets vanish answers nothing, not even that it is away.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>What is missing for stats; null where nothing is. Links are served without them, so that it holds up no traffic.</summary>
    public string? Analytics => analytics.Reason;

    /// <summary>"ready", or why it is not asked; null where the settings name none. Without it each admin goes on by itself.</summary>
    public string? Redis => redis.IsConfigured ? redis.Reason ?? "ready" : null;

    /// <returns>What is not ready, by part; nothing where all is.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var schema = await database.ReadAsync(
                connection => connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT MAX(number) FROM schema_migrations", cancellationToken: either.Token)), either.Token);
            if (schema != engine.LatestSchema)
            {
                reasons["schema"] = string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"The database has schema {schema}; this build needs {engine.LatestSchema}.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reasons["database"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"It takes longer than {Limit.TotalSeconds} s to answer.");
        }
#pragma warning disable CA1031 // Whatever keeps the database from answering is the reason.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            reasons["database"] = exception.Message;
        }

        return reasons;
    }
}
