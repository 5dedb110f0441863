using System.Globalization;
using OneLink.Admin.Redis;
using StackExchange.Redis;

namespace OneLink.Admin.Presence;

/// <summary>
/// Tells the other admins who was seen here, and takes their word: each has all who are there in its own memory, where
/// reading costs nothing. An admin that starts, or was cut off, reads them from Redis.
/// </summary>
/// <remarks>One sorted set, <c>kind:account:id</c> by the millisecond until which it counts; the past is cut off with each sign.</remarks>
internal sealed partial class SharedPresence(PresenceTracker presence, Backplane backplane, RedisConnection redis, TimeProvider clock, ILogger<SharedPresence> logger)
    : IHostedService
{
    private const string Subject = "presence";

    private const string SeenScript = """
        redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        redis.call('PUBLISH', ARGV[5], ARGV[6])
        """;

    /// <summary>Longer than any sign counts.</summary>
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(5);

    private readonly RedisKey[] _signs = [redis.Key("presence")];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (backplane.IsShared)
        {
            backplane.Listen(Subject, Hear);
            backplane.WhenMissed(() => _ = ReadAllAsync());
            presence.WhenSeen(sign => _ = TellAsync(sign));
            await ReadAllAsync();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Member(PresenceSign sign)
        => string.Create(CultureInfo.InvariantCulture, $"{(sign.IsContact ? 'c' : 'u')}:{sign.AccountId}:{sign.Id}");

    private async Task TellAsync(PresenceSign sign)
    {
        var (until, member) = (sign.Until.ToUnixTimeMilliseconds(), Member(sign));
        var (channel, message) = backplane.Prepare(Subject, string.Create(CultureInfo.InvariantCulture, $"{until} {member}"));
        RedisValue[] values = [until, member, clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)Expiry.TotalMilliseconds, channel.ToString(), message];
        await redis.AskAsync(database => database.ScriptEvaluateAsync(SeenScript, _signs, values));
    }

    private async Task ReadAllAsync()
    {
        var answer = await redis.AskAsync(
            database => database.SortedSetRangeByScoreWithScoresAsync(_signs[0], clock.GetUtcNow().ToUnixTimeMilliseconds()));
        foreach (var sign in answer.TryGet(out var signs) ? signs : [])
        {
            Hear((long)sign.Score, sign.Element.ToString());
        }
    }

    private void Hear(string text)
    {
        if (text.Split(' ') is [var until, var member] && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            Hear(milliseconds, member);
        }
    }

    private void Hear(long until, string member)
    {
        if (member.Split(':') is [var kind and ("c" or "u"), var account, var id]
            && long.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out var accountId)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var personId))
        {
            presence.Hear(new PresenceSign(kind == "c", accountId, personId, DateTimeOffset.FromUnixTimeMilliseconds(until)));
        }
        else
        {
            LogUnknown(member);
        }
    }

    [LoggerMessage(EventId = 5105, Level = LogLevel.Debug, Message = "Another admin saw somebody whom this build does not know: {Member}")]
    private partial void LogUnknown(string member);
}
