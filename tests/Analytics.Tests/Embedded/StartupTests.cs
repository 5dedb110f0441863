using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class StartupTests
{
    [Fact]
    public async Task Start_PortInUse_SaysSoInOneLineAndExits()
    {
        using var data = new TestData();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await using var host = HostProcess.Launch(data.Path, port);

        Assert.Equal(1, await host.ExitAsync());
        var line = SingleLine(host);
        Assert.Contains($"127.0.0.1:{port}", line, StringComparison.Ordinal);
        Assert.Contains("in use", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderOfARunningHost_SaysSoInOneLineAndExits()
    {
        using var data = new TestData();
        await using var first = await HostProcess.StartAsync(data.Path);

        await using var second = HostProcess.Launch(data.Path, LoopbackPorts.Next());

        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains("in use by another process", SingleLine(second), StringComparison.Ordinal);
        using var client = first.Client();
        await client.ExecuteAsync("SELECT 1", CancellationToken.None);
    }

    [Fact]
    public async Task Start_FolderCannotBeMade_SaysSoInOneLineAndExits()
    {
        using var data = new TestData();
        var file = Path.Combine(data.Path, "file");
        await File.WriteAllTextAsync(file, "");

        await using var host = HostProcess.Launch(file, LoopbackPorts.Next());

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains($"{file}/clickhouse cannot be made", SingleLine(host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/libchdb.so", "is not at /nowhere/libchdb.so")]
    [InlineData("/etc/hostname", "cannot be loaded as a library")]
    [InlineData("/lib/x86_64-linux-gnu/libc.so.6", "is no libchdb 26.7.3")]
    public async Task Start_WrongLibrary_SaysSoInOneLineAndExits(string library, string reason)
    {
        using var data = new TestData();

        await using var host = HostProcess.Launch(data.Path, LoopbackPorts.Next(), ("ONELINK_CHDB_LIB", library));

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains(reason, SingleLine(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoPassword_SaysSoInOneLineAndExits()
    {
        using var data = new TestData();

        await using var host = HostProcess.Launch(data.Path, LoopbackPorts.Next(), ("ONELINK_CLICKHOUSE_PASSWORD", ""));

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("No password", SingleLine(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PasswordInFile_IsTheOneThatCounts()
    {
        using var data = new TestData();
        Directory.CreateDirectory(Path.Combine(data.Path, "secrets"));
        await File.WriteAllTextAsync(Path.Combine(data.Path, "secrets", "clickhouse-password"), "from file\n");
        await using var host = await HostProcess.StartAsync(data.Path, 0, ("ONELINK_CLICKHOUSE_PASSWORD", ""));

        using var client = new ClickHouseClient(
            new ClickHouseOptions { Endpoints = [host.Address], User = HostProcess.User, Password = "from file" }, TimeProvider.System);

        await client.ExecuteAsync("SELECT 1", CancellationToken.None);
    }

    [Fact]
    public async Task Start_Always_LowersThePriorityOfEveryThread()
    {
        using var data = new TestData();
        await using var host = await HostProcess.StartAsync(data.Path);
        using var client = host.Client();
        await client.ExecuteAsync("SELECT count() FROM numbers_mt(10000000)", CancellationToken.None);

        // Nineteenth field of stat, counted behind the name in parentheses.
        var niceness = Directory.EnumerateDirectories($"/proc/{host.Id}/task")
            .Select(thread => File.ReadAllText(Path.Combine(thread, "stat")))
            .Select(stat => stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16])
            .Distinct(StringComparer.Ordinal);

        Assert.Equal("15", Assert.Single(niceness));
    }

    /// <summary>The engine ignores names it does not know, without a word: what was asked for must be what it has.</summary>
    [Fact]
    public async Task Start_Limits_AreThoseOfTheEngine()
    {
        using var data = new TestData();
        await using var host = await HostProcess.StartAsync(data.Path);
        using var client = host.Client();
        const long Memory = 1024L * 1024 * 1024;

        var server = await client.QueryRowsAsync(
            "SELECT name, value FROM system.server_settings", ClickHouseParameters.None,
            (ref ClickHouseRow row) => KeyValuePair.Create(row.ReadString(), row.ReadString()), CancellationToken.None);
        var session = await client.QueryRowsAsync(
            "SELECT name, value FROM system.settings", ClickHouseParameters.None,
            (ref ClickHouseRow row) => KeyValuePair.Create(row.ReadString(), row.ReadString()), CancellationToken.None);

        var settings = server.Concat(session).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(Text(Memory), settings["max_server_memory_usage"].Last());
        Assert.Equal(Text(Memory / 2), settings["max_memory_usage"].Last());
        Assert.Equal(Text(Memory / 32), settings["mark_cache_size"].Last());
        Assert.Equal(Text(Memory / 32), settings["primary_index_cache_size"].Last());
        Assert.Equal(Text(Memory / 128), settings["index_mark_cache_size"].Last());
        Assert.Equal("2", settings["background_pool_size"].Last());
        Assert.Equal("0", settings["async_insert"].Last());
        Assert.Equal("0", settings["implicit_select"].Last());
        Assert.All(
            server.Where(pair => pair.Key.EndsWith("_cache_size", StringComparison.Ordinal) && pair.Key != "encryption_header_cache_size"),
            pair => Assert.True(long.Parse(pair.Value, CultureInfo.InvariantCulture) <= Memory / 32, $"{pair.Key} = {pair.Value}"));
    }

    [Fact]
    public async Task Stop_Idle_EndsAtOnceWithZero()
    {
        using var data = new TestData();
        await using var host = await HostProcess.StartAsync(data.Path);

        var clock = Stopwatch.StartNew();

        Assert.Equal(0, await host.TerminateAsync());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Stop_DuringAQuery_AnswersItFirst()
    {
        using var data = new TestData();
        await using var host = await HostProcess.StartAsync(data.Path);
        using var client = host.Client();
        var query = client.QueryRowsAsync(
            "SELECT sum(sleepEachRow(0.5)) + 7 FROM numbers(4) SETTINGS max_block_size = 1", ClickHouseParameters.None,
            (ref ClickHouseRow row) => row.ReadInt64(), CancellationToken.None);
        await Task.Delay(500);

        var exit = host.TerminateAsync();

        Assert.Equal([7L], await query);
        Assert.Equal(0, await exit);
    }

    private static string SingleLine(HostProcess host)
    {
        var line = Assert.Single(host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("onelink-clickhouse: ", line, StringComparison.Ordinal);
        return line;
    }
}
