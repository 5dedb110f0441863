using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OneLink.Admin.Tests.Database;

/// <summary>
/// A PostgreSQL of a test's own: Debian's server as it stands, in a temporary folder, on a free port of the loopback. Ended
/// with this process, if not before.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Role = "onelink";

    private const string Installed = "/usr/lib/postgresql";
    private const int Attempts = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly string _data;
    private Process? _process;

    /// <summary>Held, so that its input stays open.</summary>
    private Process? _reaper;

    private PostgresServer(string folder) => (_folder, _data) = (folder, Path.Combine(folder, "data"));

    public int Port { get; private set; }

    /// <summary>As its superuser, without a pool.</summary>
    public NpgsqlConnectionStringBuilder Super => new() { Host = "127.0.0.1", Port = Port, Username = "postgres", Database = "postgres", Pooling = false };

    /// <summary>A new server, with a role that is no superuser.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = await InFolderAsync();
        await RunAsync([.. AsServer("initdb"), "-D", server._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        await server.BeginAsync();
        await server.ExecuteAsync($"CREATE ROLE {Role} LOGIN");
        return server;
    }

    /// <summary>A copy of this server that follows it by streaming replication, as <c>pg_basebackup -R</c> makes one.</summary>
    public async Task<PostgresServer> StartReplicaAsync()
    {
        var replica = await InFolderAsync();
        var from = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={Port} user=postgres");
        await RunAsync([.. AsServer("pg_basebackup"), "-d", from, "-D", replica._data, "-R", "-X", "stream", "-c", "fast", "--no-sync"]);
        await replica.BeginAsync();
        return replica;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Super.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same port, after <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        await LetGoAsync("keep");
        await BeginAsync(Port);
    }

    /// <summary>Lets every process of it stand still: connections are taken, and nothing is answered.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync("remove");
        _process!.Dispose();
    }

    /// <summary>Lets the reaper do its work now.</summary>
    /// <param name="word">Whether it keeps the folder.</param>
    private async Task LetGoAsync(string word)
    {
        if (_reaper is { } reaper)
        {
            await reaper.StandardInput.WriteLineAsync(word);
            await reaper.WaitForExitAsync();
            reaper.Dispose();
            _reaper = null;
        }
    }

    private static async Task<PostgresServer> InFolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("onelink-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:", folder);
        }

        return new PostgresServer(folder);
    }

    /// <param name="port">The one it had; null for a free one.</param>
    private async Task BeginAsync(int? port = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = port ?? LoopbackPorts.Next();
            _process?.Dispose();
            _process = Launch(
            [
                .. AsServer("postgres"), "-D", _data, "-c", string.Create(CultureInfo.InvariantCulture, $"port={Port}"), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "wal_retrieve_retry_interval=200ms",
            ]);
            if (await AnswersAsync(_process))
            {
                EndWithThisProcess(_process);
                return;
            }

            // Somebody else has taken the port meanwhile, or what was killed is not all gone.
            Assert.True(_process.HasExited && attempt < Attempts, "PostgreSQL does not start.");
        }
    }

    private async Task<bool> AnswersAsync(Process process)
    {
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < StartLimit && !process.HasExited; await Task.Delay(50))
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
        }

        return false;
    }

    private async Task SignalAsync(string signal)
    {
        var id = _process!.Id.ToString(CultureInfo.InvariantCulture);
        await RunAsync("kill", signal, id);
        await RunAsync("pkill", signal, "-P", id);
    }

    /// <summary>The server refuses to run as root, and its commands are not on the PATH.</summary>
    private static string[] AsServer(string command)
    {
        var program = Path.Combine(Directory.GetDirectories(Installed).MaxBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))!, "bin", command);
        return Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program] : [program];
    }

    private static Process Launch(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = start };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task RunAsync(params IReadOnlyList<string> command)
    {
        using var process = Launch(command);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ends with {process.ExitCode}.");
    }

    /// <summary>
    /// A shell whose input ends with this process, however that ends: it stops the server ("fast": whoever is connected is
    /// thrown out) and removes its folder. The test host is gone before its own last words would have done so.
    /// </summary>
    private void EndWithThisProcess(Process server)
    {
        const string Script =
            """
            trap '' INT TERM HUP
            read -r word
            kill -CONT "$1" 2>/dev/null
            kill -INT "$1" 2>/dev/null
            for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 1; done
            kill -KILL "$1" 2>/dev/null
            [ "$word" = keep ] || rm -rf -- "$2"
            """;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "reaper", server.Id.ToString(CultureInfo.InvariantCulture), _folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        _reaper = Process.Start(start);
    }
}
