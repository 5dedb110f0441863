using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Cluster;

/// <summary>Something that goes wrong while links are changed and tapped, and is over when the task ends.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Part">What it strikes; of faults at the same time each strikes another part.</param>
/// <param name="InflictAsync">Does it.</param>
internal sealed record ClusterFault(string Name, string Part, Func<ClusterInstallation, Random, Task> InflictAsync)
{
    private const int MostStarts = 10;

    public static IReadOnlyList<ClusterFault> All { get; } =
    [
        new("kill -9 of PostgreSQL", "PostgreSQL", KillPostgresAsync),
        new("PostgreSQL stands still (SIGSTOP)", "PostgreSQL", (cluster, random) => cluster.Postgres.PauseAsync(Between(random, 0.5, 4))),
        new("PostgreSQL ends all connections", "PostgreSQL", CutPostgresAsync),
        new("an admin cannot reach PostgreSQL", "PostgreSQL", (cluster, random) => PartAsync(cluster.PostgresProxies[random.Next(2)], random)),
        new("kill -9 of Redis, empty afterwards", "Redis", KillRedisAsync),
        new("Redis stands still (SIGSTOP)", "Redis", (cluster, random) => cluster.Redis.PauseAsync(Between(random, 0.3, 3))),
        new("an admin cannot reach Redis", "Redis", (cluster, random) => PartAsync(cluster.RedisProxies[random.Next(2)], random)),
        new("kill -9 of an admin", "admin", (cluster, random) => KillAsync(AnyAdmin(cluster, random), Between(random, 0, 1.5))),
        new("an admin stands still for longer than its leases", "admin", (cluster, random) => AnyAdmin(cluster, random).PauseAsync(ClusterInstallation.LongerThanALease + Between(random, 0, 1))),
        new("kill -9 of an edge", "edge", (cluster, random) => KillAsync(cluster.AllEdges[random.Next(cluster.AllEdges.Count)], Between(random, 0, 1))),
        new("edges cannot reach the admins", "feed", (cluster, random) => PartAsync(cluster.Proxy, random)),
        new("kill -9 of ClickHouse", "ClickHouse", (cluster, random) => KillAsync(cluster.ClickHouse, Between(random, 0, 1.5))),
    ];

    private static TimeSpan Between(Random random, double fromSeconds, double toSeconds)
        => TimeSpan.FromSeconds(fromSeconds + (random.NextDouble() * (toSeconds - fromSeconds)));

    private static ProductProcess AnyAdmin(ClusterInstallation cluster, Random random) => random.Next(2) == 0 ? cluster.Admin : cluster.SecondAdmin;

    private static async Task KillAsync(ProductProcess process, TimeSpan away)
    {
        await process.KillAsync();
        await Task.Delay(away);
        await StartAsync(process);
    }

    /// <summary>As whoever supervises processes does: one that finds its database gone in the middle of its start is started once more.</summary>
    private static async Task StartAsync(ProductProcess process)
    {
        for (var start = 1; ; start++)
        {
            process.Start();
            try
            {
                await process.UntilReadyAsync();
                return;
            }
            catch (InvalidOperationException) when (!process.IsRunning && start < MostStarts)
            {
                // It has said why.
            }
        }
    }

    private static async Task KillPostgresAsync(ClusterInstallation cluster, Random random)
    {
        var away = Between(random, 0, 1.5);
        await cluster.Postgres.KillAsync();
        await Task.Delay(away);
        await cluster.Postgres.StartAgainAsync();
    }

    private static async Task CutPostgresAsync(ClusterInstallation cluster, Random random)
    {
        var pauses = Enumerable.Range(0, 3).Select(_ => Between(random, 0.1, 0.6)).ToList();
        foreach (var pause in pauses)
        {
            await cluster.Postgres.CutAsync();
            await Task.Delay(pause);
        }
    }

    private static async Task KillRedisAsync(ClusterInstallation cluster, Random random)
    {
        var away = Between(random, 0, 1.5);
        await cluster.Redis.KillAsync();
        await Task.Delay(away);
        await cluster.Redis.StartAgainAsync();
    }

    /// <summary>A partition of one of its kinds.</summary>
    private static async Task PartAsync(FaultProxy proxy, Random random)
    {
        ProxyFault[] kinds = [ProxyFault.Stall, ProxyFault.Refuse, ProxyFault.Forget, ProxyFault.Slow];
        var (kind, away) = (kinds[random.Next(kinds.Length)], Between(random, 0.5, 3));
        await proxy.SetAsync(kind);
        await Task.Delay(away);
        await proxy.SetAsync(ProxyFault.None);
    }
}
