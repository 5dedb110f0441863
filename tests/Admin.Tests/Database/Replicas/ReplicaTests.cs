using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Replicas;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Database.Replicas;

/// <summary>Lists read from a real streaming replica, which is paused, killed and frozen meanwhile.</summary>
public sealed partial class ReplicaTests(ReplicatedPostgres servers) : IClassFixture<ReplicatedPostgres>, IAsyncLifetime
{
    /// <summary>So long that a slow machine's replica is waited for as well.</summary>
    private const string Patient = "--ONELINK_DATABASE_REPLICA_WAIT=10000";

    private readonly string _database = "d" + Guid.NewGuid().ToString("N");

    public Task InitializeAsync() => servers.Primary.ExecuteAsync($"CREATE DATABASE {_database} OWNER {PostgresServer.Role}");

    public Task DisposeAsync() => servers.Primary.ExecuteAsync($"DROP DATABASE {_database} WITH (FORCE)");

    [Fact]
    public async Task Lists_RightAfterAWrite_ShowItAndAreReadByReplicas()
    {
        await using var pooler = await PgBouncer.StartAsync(servers.Replica.Port);
        await using var admin = await StartAsync($"{At(servers.Replica.Port)},{At(pooler.Port)}", Patient);
        var account = admin.Credentials["accountId"];
        using var agent = new HttpClient { BaseAddress = new Uri(admin.BaseAddress, $"/api/v1/accounts/{account}/") };
        agent.DefaultRequestHeaders.Add("api_access_token", admin.Credentials["userAccessToken"]!.GetValue<string>());
        var before = await ReadsAsync(admin);
        for (var number = 0; number < 20; number++)
        {
            (await admin.Client.PostAsync("/links", $$"""{"url":"https://acme.com/","slug":"fresh-{{number}}"}""")).Is(HttpStatusCode.Created);
            Assert.Equal($"fresh-{number}", (await admin.Client.GetJsonAsync("/links?limit=1")).Is(HttpStatusCode.OK).Body!["data"]![0]!["slug"]!.GetValue<string>());
            (await agent.PostAsync("contacts", $$"""{"name":"Fresh {{number}}","email":"fresh{{number}}@acme.com"}""")).Is(HttpStatusCode.OK);
            Assert.Equal(number + 1, (await agent.GetJsonAsync("contacts?sort=-created_at")).Is(HttpStatusCode.OK).Body!["meta"]!["count"]!.GetValue<int>());
        }

        // By both in turns, one of them through the pooler.
        var after = await ReadsAsync(admin);
        Assert.True(after["replica"] > before.GetValueOrDefault("replica") + 1);
        Assert.Equal(before.GetValueOrDefault("none"), after.GetValueOrDefault("none"));
        Assert.DoesNotContain("failed", after.Keys);
        Assert.All(Reads(admin).All, replica => Assert.True(replica.IsUsable));
    }

    [Fact]
    public async Task Lists_WhileAReplicaIsPausedKilledOrFrozen_AreRightAndItComesBack()
    {
        await using var admin = await StartAsync(At(servers.Replica.Port), "--ONELINK_DATABASE_REPLICA_WAIT=0");
        await UsedAsync(admin);

        await servers.Replica.ExecuteAsync("SELECT pg_wal_replay_pause()");
        await WriteAndListAsync(admin, "paused");
        Assert.False(Reads(admin).All[0].IsUsable);
        await servers.Replica.ExecuteAsync("SELECT pg_wal_replay_resume()");
        await UsedAsync(admin);

        await servers.Replica.KillAsync();
        await WriteAndListAsync(admin, "killed");
        await servers.Replica.StartAgainAsync();
        await UsedAsync(admin);

        await servers.Replica.FreezeAsync();
        try
        {
            await WriteAndListAsync(admin, "frozen");
        }
        finally
        {
            await servers.Replica.ThawAsync();
        }

        await UsedAsync(admin);
        await Until.TrueAsync(
            async () =>
            {
                (await admin.Client.GetJsonAsync("/links")).Is(HttpStatusCode.OK);
                return (await ReadsAsync(admin)).GetValueOrDefault("replica") > 0;
            },
            "lists are read from it");
    }

    [Fact]
    public async Task Reading_ThatAReplicaCannotFinish_IsDoneByThePrimary()
    {
        await using var admin = await StartAsync(At(servers.Replica.Port), Patient);
        await UsedAsync(admin);
        var database = admin.Services.GetRequiredService<IDatabase>();

        var asked = new List<bool>();
        var isReplica = await database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var answer = await connection.ExecuteScalarAsync<bool>("SELECT pg_is_in_recovery()", transaction: transaction);
                asked.Add(answer);
                if (answer)
                {
                    // As a server that ends does.
                    await connection.ExecuteAsync("SELECT pg_terminate_backend(pg_backend_pid())", transaction: transaction);
                }

                return answer;
            },
            CancellationToken.None);

        Assert.False(isReplica);
        Assert.Equal([true, false], asked);
        await UsedAsync(admin);

        // What is wrong with the statement itself is said by the primary, and is nothing against the replica.
        await Assert.ThrowsAsync<PostgresException>(
            () => database.ReadFromReplicaAsync(connection => connection.ExecuteScalarAsync<long>("SELECT 1 / 0"), CancellationToken.None));
        Assert.True(Reads(admin).All[0].IsUsable);
    }

    [Fact]
    public async Task Servers_ThatAreNoReplicasOfThePrimary_AreNeverReadFrom()
    {
        await using var admin = await StartAsync($"{At(servers.Primary.Port)},{At(await PostgresCluster.PortAsync())},{At(LoopbackPorts.Next())}", Patient);

        await WriteAndListAsync(admin, "alone");

        Assert.All(Reads(admin).All, replica => Assert.False(replica.IsUsable));
        var connections = admin.Services.GetRequiredService<PostgresConnections>();
        var refused = await Assert.ThrowsAsync<ReplicaNotUsableException>(() => Reads(admin).All[0].LookAsync(connections, 0, CancellationToken.None));
        Assert.Contains("takes writes itself", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("replica", (await ReadsAsync(admin)).Keys);
    }

    private static ReplicaReads Reads(AdminServer admin) => admin.Services.GetRequiredService<ReplicaReads>();

    private static Task UsedAsync(AdminServer admin) => Until.TrueAsync(() => Task.FromResult(Reads(admin).All[0].IsUsable), "the replica is used");

    /// <summary>By both, where the admin has a twin.</summary>
    private static async Task WriteAndListAsync(AdminServer admin, string slug)
    {
        for (var number = 0; number < 4; number++)
        {
            (await admin.Client.PostAsync("/links", $$"""{"url":"https://acme.com/","slug":"{{slug}}-{{number}}"}""")).Is(HttpStatusCode.Created);
            for (var time = 0; time < 2; time++)
            {
                Assert.Equal($"{slug}-{number}", (await admin.Client.GetJsonAsync("/links?limit=1")).Is(HttpStatusCode.OK).Body!["data"]![0]!["slug"]!.GetValue<string>());
            }
        }
    }

    /// <summary>How many lists this admin read, by outcome.</summary>
    private static async Task<Dictionary<string, long>> ReadsAsync(AdminServer admin)
    {
        using var client = new HttpClient { BaseAddress = admin.BaseAddress };
        return CountPattern().Matches(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)))
            .ToDictionary(match => match.Groups["outcome"].Value, match => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private string At(int port)
        => string.Create(CultureInfo.InvariantCulture, $"postgres://{PostgresServer.Role}@127.0.0.1:{port}/{_database}?sslmode=disable&pool=10");

    private Task<AdminServer> StartAsync(string replicas, string wait)
        => AdminServer.StartAsync(settings: [$"--ONELINK_DATABASE={At(servers.Primary.Port)}", $"--ONELINK_DATABASE_REPLICA={replicas}", wait]);

    [GeneratedRegex(@"^onelink_database_lists_total\{[^}]*outcome=""(?<outcome>\w+)""[^}]*\} (?<count>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountPattern();
}
