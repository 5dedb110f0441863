using System.Diagnostics;
using System.Net;
using Dapper;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Moving;
using OneLink.Admin.Hosting;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Database.Moving;

/// <summary>Moves of a filled installation into the tests' own PostgreSQL.</summary>
public sealed class DatabaseMoveTests(FilledInstallation filled) : IClassFixture<FilledInstallation>, IDisposable
{
    private const int SmallBatch = 7;

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-move-").FullName;
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Source_OfTheseTests_HasRowsInEveryTable()
    {
        await using var database = await FilledInstallation.OpenAsync(filled.Copy(_folder));

        Assert.Empty(await FilledInstallation.EmptyTablesAsync(database));
    }

    [Fact]
    public async Task Move_FilledInstallation_AnswersAsBefore()
    {
        var target = await TestDatabase.EmptyPostgresAsync();
        await MoveAsync(await filled.CopyOfFilledAsync(_folder), target);

        await using var server = await FilledInstallation.StartAsync(filled.Folder, target);

        var answers = await FilledInstallation.AskAsync(server);
        Assert.All(filled.Answers, answer => Assert.Equal(answer.Value, answers[answer.Key]));
        using var browser = new HttpClient { BaseAddress = server.BaseAddress };
        browser.DefaultRequestHeaders.Add("Cookie", filled.Cookie);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/session", UriKind.Relative))).StatusCode);

        // An edge that has all changes goes on with the next one.
        using var feed = await FeedReader.OpenAsync(server.Edge, after: filled.LastChange);
        Assert.Equal(HttpStatusCode.Created, (await server.Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"after-the-move"}""")).Status);
        var change = await feed.NextAsync(FeedFrame.FrameOneofCase.Entry);
        Assert.Equal((ulong)filled.LastChange + 1, change.Entry.Sequence);
    }

    [Fact]
    public async Task Move_RowsInEveryTable_LeaveTheSchemaOfANewDatabaseAndNumbersThatGoOn()
    {
        var file = filled.Copy(_folder);
        long given;
        long contact;
        await using (var database = await FilledInstallation.OpenAsync(file))
        {
            given = await database.QuerySingleAsync<long>("SELECT MAX(id) + 5 FROM labels");
            await database.ExecuteAsync("UPDATE sqlite_sequence SET seq = @given WHERE name = 'labels'", new { given });
            contact = await database.QuerySingleAsync<long>("SELECT MAX(id) FROM contacts");
            await database.ExecuteAsync("UPDATE contacts SET name = 'A' || char(0) || 'B' WHERE id = @contact", new { contact });
        }

        var target = await TestDatabase.EmptyPostgresAsync();
        await MoveAsync(file, target);

        await using var moved = await ConnectAsync(target);
        await using var fresh = await ConnectAsync(await TestDatabase.NewPostgresAsync());
        Assert.Equal(await DatabaseSchema.OfPostgresAsync(fresh), await DatabaseSchema.OfPostgresAsync(moved));
        Assert.Equal(0, await moved.QuerySingleAsync<long>("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'"));

        // Also behind those that were given to rows that are gone.
        Assert.Equal(given + 1, await moved.QuerySingleAsync<long>("SELECT nextval(pg_get_serial_sequence('labels', 'id'))"));
        Assert.Equal(
            await moved.QuerySingleAsync<long>("SELECT MAX(id) + 1 FROM messages"), await moved.QuerySingleAsync<long>("SELECT nextval(pg_get_serial_sequence('messages', 'id'))"));

        // What PostgreSQL cannot hold.
        Assert.Equal("A\uFFFDB", await moved.QuerySingleAsync<string>("SELECT name FROM contacts WHERE id = @contact", new { contact }));
        Assert.Contains($"contacts, rowid = {contact}: name has a NUL", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_CutOffInEveryOtherBatch_ArrivesOnce()
    {
        var file = filled.Copy(_folder);
        var target = await TestDatabase.EmptyPostgresAsync();
        await BeginAsync(file, target);
        await using var connection = await ConnectAsync(target);
        await connection.ExecuteAsync(
            """
            CREATE SEQUENCE cuts;
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF nextval('cuts') % TG_ARGV[0]::bigint = 0 THEN RAISE EXCEPTION USING ERRCODE = '57P01', MESSAGE = 'cut off'; END IF; RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON database_move_tables DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
              WHEN (new.rows > old.rows AND new.name IN ('contacts', 'link_tags', 'links', 'messages')) EXECUTE FUNCTION cut(2);
            CREATE CONSTRAINT TRIGGER cut_words AFTER UPDATE ON database_move_tables DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
              WHEN (new.name = 'link_words') EXECUTE FUNCTION cut(13);
            CREATE CONSTRAINT TRIGGER cut AFTER DELETE ON database_move_aside DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut(101);
            """);

        // Where it counts by two, each attempt adds one batch and is cut off at the end of the next, whose rows are all there but not committed.
        const int TooMany = 200;
        var attempts = 1;
        for (; attempts < TooMany; attempts++)
        {
            try
            {
                await MoveAsync(file, target);
                break;
            }
            catch (StartupException exception)
            {
                Assert.Contains("cut off", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(attempts, 10, TooMany - 1);
        Assert.False(await MoveTarget.IsUnfinishedAsync(connection));
    }

    [Fact]
    public async Task Move_KilledInTheMiddleOfABatch_GoesOn()
    {
        var file = filled.Copy(_folder);
        var target = await TestDatabase.EmptyPostgresAsync();
        await BeginAsync(file, target);
        await using var connection = await ConnectAsync(target);
        await connection.ExecuteAsync(
            """
            CREATE SEQUENCE steps;
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF nextval('steps') = 20 THEN PERFORM pg_advisory_xact_lock(42); END IF; RETURN NULL;
            END $$;
            CREATE TRIGGER wait AFTER UPDATE ON database_move_tables FOR EACH ROW EXECUTE FUNCTION wait();
            SELECT pg_advisory_lock(42);
            """);
        using (var process = Launch(file, target))
        {
            await Until.TrueAsync(() => connection.QuerySingleAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted)"), "the move waits in a batch");
            process.Kill();
            await process.WaitForExitAsync();
        }

        await connection.ExecuteAsync("SELECT pg_advisory_unlock(42)");
        var refused = await Assert.ThrowsAsync<StartupException>(() => FilledInstallation.StartAsync(filled.Folder, target));
        Assert.Contains("is not finished", refused.Message, StringComparison.Ordinal);
        using (var process = Launch(file, target))
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await error);
            Assert.Contains("goes on where it stopped", await output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Move_RowChangedOnTheWay_IsFound()
    {
        var file = filled.Copy(_folder);
        var target = await TestDatabase.EmptyPostgresAsync();
        await BeginAsync(file, target);
        await using var connection = await ConnectAsync(target);
        await connection.ExecuteAsync(
            """
            CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              UPDATE labels SET color = '#000001' WHERE id = (SELECT MIN(id) FROM labels); RETURN NULL;
            END $$;
            CREATE TRIGGER damage AFTER DELETE ON database_move_aside FOR EACH ROW EXECUTE FUNCTION damage();
            """);

        var failure = await Assert.ThrowsAsync<StartupException>(() => MoveAsync(file, target));

        Assert.StartsWith("The databases differ: labels: ", failure.Message, StringComparison.Ordinal);
        Assert.True(await MoveTarget.IsUnfinishedAsync(connection));
    }

    [Fact]
    public async Task Move_SourceThatAnAdminHasOpen_IsRefused()
    {
        var file = filled.Copy(_folder);
        await using var admin = await FilledInstallation.OpenAsync(file);
        await admin.ExecuteAsync("PRAGMA journal_mode = WAL; SELECT 1 FROM accounts");

        await RefusedAsync("is in use: stop the admin", file, await TestDatabase.EmptyPostgresAsync());
    }

    [Theory]
    [InlineData("DELETE FROM schema_migrations WHERE number = (SELECT MAX(number) FROM schema_migrations)", "Start this build on it once")]
    [InlineData("INSERT INTO schema_migrations VALUES (9999, 'x', 'x', 1)", "made by a newer OneLink")]
    [InlineData("DROP TABLE schema_migrations", "is no database of OneLink")]
    public async Task Move_SourceOfAnotherSchema_IsRefused(string change, string words)
    {
        var file = filled.Copy(_folder);
        await using (var database = await FilledInstallation.OpenAsync(file))
        {
            await database.ExecuteAsync(change);
        }

        await RefusedAsync(words, file, await TestDatabase.EmptyPostgresAsync());
    }

    [Fact]
    public async Task Move_TargetThatIsNotEmpty_IsRefused()
        => await RefusedAsync("is not empty", filled.Copy(_folder), await TestDatabase.NewPostgresAsync());

    [Fact]
    public async Task Move_BegunFromAnotherSource_IsRefused()
    {
        var file = filled.Copy(_folder);
        var target = await TestDatabase.EmptyPostgresAsync();
        await BeginAsync(file, target);
        await using (var database = await FilledInstallation.OpenAsync(file))
        {
            await database.ExecuteAsync("UPDATE event_state SET last_sequence = last_sequence + 1");
        }

        await RefusedAsync("before an admin wrote to it", file, target);
    }

    [Fact]
    public async Task Move_ServerThatIsAway_IsRefused()
        => await RefusedAsync("cannot be reached", filled.Copy(_folder), FormattableString.Invariant($"postgres://onelink@127.0.0.1:{LoopbackPorts.Next()}/onelink"));

    [Fact]
    public async Task Move_NoSuchFile_IsRefused()
        => await RefusedAsync("There is no database", Path.Combine(_folder, "none.db"), "postgres://onelink@127.0.0.1:1/onelink");

    private static async Task<NpgsqlConnection> ConnectAsync(string target)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresAddress.Read("test", target).ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    private static Process Launch(string file, string target)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "onelink-admin.dll"), MigrateDatabaseCommand.Name, file, target])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private async Task MoveAsync(string file, string target)
        => await MigrateDatabaseCommand.RunAsync(file, PostgresAddress.Read("test", target), SmallBatch, TimeProvider.System, _output);

    /// <summary>A move that is cut off before its first row.</summary>
    private async Task BeginAsync(string file, string target)
    {
        using var source = MoveSource.Open(file);
        await using var connection = await ConnectAsync(target);
        var move = new DatabaseMove(
            source, new MoveTarget(connection, "test"), () => throw new InvalidOperationException("cut off"), SmallBatch, TimeProvider.System, _output);
        await Assert.ThrowsAsync<InvalidOperationException>(move.RunAsync);
    }

    private async Task RefusedAsync(string words, string file, string target)
        => Assert.Contains(words, (await Assert.ThrowsAsync<StartupException>(() => MoveAsync(file, target))).Message, StringComparison.Ordinal);
}
