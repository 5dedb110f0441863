using System.Collections.Concurrent;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Limits;

/// <summary>
/// Limits the requests of an account by the hour: a whole hour's may be made at once, and come back evenly. Counted in the
/// database, with each request that is let through: neither a restart nor another process lets more by.
/// </summary>
internal sealed class HourlyLimits(IDatabase database, TimeProvider clock)
{
    private const double MillisecondsAnHour = 60 * 60 * 1_000;

    /// <summary>
    /// What was used drains evenly, as fast as the limit says; one more is let through where there is room for a whole one.
    /// A clock that is set back drains nothing until it has caught up.
    /// </summary>
    private const string TakeSql = """
        INSERT INTO hourly_requests (account_id, used, counted_at) VALUES (@accountId, 1, @now)
        ON CONFLICT (account_id) DO UPDATE SET
          used = 1 + CASE WHEN hourly_requests.used > (excluded.counted_at - hourly_requests.counted_at) * @aMillisecond
                       AND excluded.counted_at > hourly_requests.counted_at
                     THEN hourly_requests.used - (excluded.counted_at - hourly_requests.counted_at) * @aMillisecond
                     WHEN excluded.counted_at > hourly_requests.counted_at THEN 0
                     ELSE hourly_requests.used END,
          counted_at = CASE WHEN excluded.counted_at > hourly_requests.counted_at THEN excluded.counted_at ELSE hourly_requests.counted_at END
        WHERE hourly_requests.used - CASE WHEN excluded.counted_at > hourly_requests.counted_at
                                     THEN (excluded.counted_at - hourly_requests.counted_at) * @aMillisecond ELSE 0 END <= @limit - 1
        RETURNING used
        """;

    /// <summary>Accounts that are known to have none left, and until when: to refuse them costs no write.</summary>
    private readonly ConcurrentDictionary<long, (int Limit, long Until)> _refused = new();

    /// <summary>Takes one request of an account.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="limit">Requests an hour.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public async Task<RateDecision> TakeAsync(long accountId, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_refused.TryGetValue(accountId, out var refused) && refused.Limit == limit && now < refused.Until)
        {
            return Decision(limit, UsedUntil(limit, refused.Until - now), isAdmitted: false);
        }

        var aMillisecond = limit / MillisecondsAnHour;
        if (await database.WriteAsync(
            scope => scope.FirstOrDefaultAsync<double?>(TakeSql, new { accountId, now, aMillisecond, limit }), cancellationToken) is { } used)
        {
            _refused.TryRemove(accountId, out _);
            return Decision(limit, used, isAdmitted: true);
        }

        var stored = await database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<(double Used, long CountedAt)>(
                "SELECT used, counted_at FROM hourly_requests WHERE account_id = @accountId", new { accountId }),
            cancellationToken);
        var left = Math.Clamp(stored.Used - (Math.Max(0, now - stored.CountedAt) * aMillisecond), limit - 1, double.MaxValue);
        _refused[accountId] = (limit, now + (long)Math.Ceiling((left - (limit - 1)) / aMillisecond));
        return Decision(limit, left, isAdmitted: false);
    }

    /// <summary>What is used where one more is let through after a while.</summary>
    private static double UsedUntil(int limit, long milliseconds) => limit - 1 + (milliseconds * limit / MillisecondsAnHour);

    private static RateDecision Decision(int limit, double used, bool isAdmitted)
        => new(isAdmitted, limit, isAdmitted ? (int)Math.Max(0, limit - used) : 0, Draining(limit, used), Draining(limit, Math.Max(0, used - (limit - 1))));

    private static TimeSpan Draining(int limit, double used) => TimeSpan.FromMilliseconds(used * MillisecondsAnHour / limit);
}
