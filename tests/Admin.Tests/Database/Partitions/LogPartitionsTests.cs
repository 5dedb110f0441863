using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Partitions;
using OneLink.Admin.Feed;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Database.Partitions;

/// <summary>The change log in partitions, on the tests' own PostgreSQL.</summary>
public sealed class LogPartitionsTests
{
    [Fact]
    public async Task Changes_OverPartitions_AreReadInOrderAndGoWithThem()
    {
        var address = await TestDatabase.NewPostgresAsync();
        await using var admin = await AdminServer.StartAsync(settings: [$"--ONELINK_DATABASE={address}"]);
        await using var connection = await ConnectAsync(address);
        var partitions = new PostgresLogPartitions(admin.Services.GetRequiredService<IDatabase>(), NullLogger<PostgresLogPartitions>.Instance) { Size = 10 };
        await connection.ExecuteAsync("UPDATE feed_state SET last_sequence = 249990, trimmed_through = 249990");

        await AddLinksAsync(admin, 5);
        await partitions.MakeAheadAsync(PartitionedLog.Changes, CancellationToken.None);
        Assert.Equal(["change_log_first 250000", "change_log_250000 250010", "change_log_rest "], await PartitionsAsync(connection));

        // Longer than anybody made partitions: nothing is refused, and what came is cut off as it stands.
        await AddLinksAsync(admin, 30);
        Assert.Equal(16, await connection.QuerySingleAsync<long>("SELECT COUNT(*) FROM change_log_rest"));
        await partitions.MakeAheadAsync(PartitionedLog.Changes, CancellationToken.None);
        await partitions.MakeAheadAsync(PartitionedLog.Changes, CancellationToken.None);
        string[] all = ["change_log_first 250000", "change_log_250000 250010", "change_log_250010 250030", "change_log_250030 250040", "change_log_rest "];
        Assert.Equal(all, await PartitionsAsync(connection));
        using (var feed = await FeedReader.OpenAsync(admin.Edge, after: 249_990))
        {
            for (var sequence = 249_991UL; sequence <= 250_025; sequence++)
            {
                Assert.Equal(sequence, (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Sequence);
            }
        }

        // 250,013 to 250,025 are kept. Whoever reads for long, as a dump does, keeps nobody waiting, and the partitions for a while.
        var trimmer = new ChangeLogTrimmer(
            admin.Services.GetRequiredService<IDatabase>(), partitions, new FeedRetention(TimeSpan.FromDays(1), Count: 13), TimeProvider.System, NullLogger<ChangeLogTrimmer>.Instance);
        await using (var dump = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync("LOCK TABLE change_log IN ACCESS SHARE MODE", transaction: dump);
            await trimmer.TrimAsync(CancellationToken.None);
            await AddLinksAsync(admin, 1);
            Assert.Equal(all, await PartitionsAsync(connection));
        }

        await trimmer.TrimAsync(CancellationToken.None);
        Assert.Equal(all[2..], await PartitionsAsync(connection));
        Assert.Equal(HttpStatusCode.Gone, (await admin.Edge.GetJsonAsync("/internal/feed?after=250012")).Status);
        using var kept = await FeedReader.OpenAsync(admin.Edge, after: 250_013);
        Assert.Equal(250_014UL, (await kept.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Sequence);
    }

    /// <summary>What is there from before, beside an admin that goes on writing.</summary>
    [Fact]
    public async Task Step_OnLogsWithRows_TakesThemAsTheyAre()
    {
        var address = await TestDatabase.EmptyPostgresAsync();
        await using var connections = new PostgresConnections(PostgresAddress.Read("test", address));
        var migrator = new PostgresMigrator(connections, TimeProvider.System, NullLogger<PostgresMigrator>.Instance);
        var steps = Migration.LoadAll("Postgres");
        await migrator.MigrateAsync([.. steps.Where(step => step.Number < 95)], CancellationToken.None);
        await using var connection = await ConnectAsync(address);
        await connection.ExecuteAsync(
            """
            UPDATE feed_state SET last_sequence = 600003;
            INSERT INTO change_log (sequence, kind, entity_id, domain_id, slug_key, version, deleted, document, created_at)
              SELECT number, 1, number, 1, 'slug', 1, 0, '\x00', number FROM generate_series(600001, 600003) number;
            INSERT INTO domain_events (sequence, id, account_id, name, entity_id, created_at) VALUES (7, 'seven', 1, 'message.created', 1, 1);
            """);
        var (table, before) = ((await PlaceAsync(connection, "change_log")).Table, await connection.QueryAsync<long>("SELECT sequence FROM change_log ORDER BY sequence"));

        await migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(before, await connection.QueryAsync<long>("SELECT sequence FROM change_log ORDER BY sequence"));
        Assert.Equal((table, "change_log_first"), await PlaceAsync(connection, "change_log"));
        Assert.Equal(["change_log_first 750000", "change_log_rest "], await PartitionsAsync(connection));
        Assert.Equal("seven", await connection.QuerySingleAsync<string>("SELECT id FROM domain_events_first"));
    }

    /// <returns>The number of the table that has the rows, which says whether they were copied, and its name.</returns>
    private static async Task<(long Table, string Name)> PlaceAsync(NpgsqlConnection connection, string log)
        => await connection.QueryFirstAsync<(long, string)>($"SELECT tableoid::bigint, tableoid::regclass::text FROM {log}");

    private static async Task<NpgsqlConnection> ConnectAsync(string address)
    {
        var connection = new NpgsqlConnection(PostgresAddress.Read("test", address).ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<List<string>> PartitionsAsync(NpgsqlConnection connection)
        => (await connection.QueryAsync<string>(
            """
            SELECT c.relname || ' ' || COALESCE(substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''(\d+)''\)'), '')
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'change_log'::regclass
            ORDER BY substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''(\d+)''\)')::bigint NULLS LAST
            """)).AsList();

    private static async Task AddLinksAsync(AdminServer admin, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await admin.Client.PostAsync("/links", """{"url":"https://acme.com/"}""")).Is(HttpStatusCode.Created);
        }
    }
}
