using System.Collections.Concurrent;
using OneLink.Admin.Tests.Redis;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>
/// With <c>ONELINK_TEST_ADMINS=2</c> every admin of the tests has a twin on the same PostgreSQL and the same Redis, and calls
/// go to one and the other in turns: what one remembers by itself shows.
/// </summary>
internal static class TwinAdmins
{
    private static readonly ConcurrentDictionary<int, int> TwinByPort = new();
    private static readonly Lazy<Task<RedisServer>> Redis = new(RedisServer.StartAsync);

    public static bool AreWanted { get; } =
        TestDatabase.IsPostgres && string.Equals(Environment.GetEnvironmentVariable("ONELINK_TEST_ADMINS"), "2", StringComparison.Ordinal);

    /// <summary>Settings that both have.</summary>
    public static async Task<IReadOnlyList<string>> SettingsAsync()
        => [$"--ONELINK_REDIS={(await Redis.Value).Address}", $"--ONELINK_REDIS_PREFIX={Guid.NewGuid():N}"];

    public static void Add(int port, int twin) => TwinByPort[port] = twin;

    public static void Remove(int port) => TwinByPort.TryRemove(port, out _);

    public static int? Of(int port) => TwinByPort.TryGetValue(port, out var twin) ? twin : null;
}
