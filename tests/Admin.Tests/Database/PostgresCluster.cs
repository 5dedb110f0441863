using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OneLink.Admin.Tests.Database;

/// <summary>
/// A PostgreSQL of the tests' own, started by the first that needs it and ended with the process: Debian's server as it
/// stands, in a temporary folder, on a free port of the loopback.
/// </summary>
internal static class PostgresCluster
{
    private const string Installed = "/usr/lib/postgresql";
    private const string Role = "onelink";
    private const int Attempts = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly Lazy<Task<NpgsqlConnectionStringBuilder>> Started = new(StartAsync);

    /// <summary>Held, so that its input stays open.</summary>
    private static Process? Reaper { get; set; }

    /// <returns>How to connect to a new database, as its owner, who is no superuser.</returns>
    /// <param name="template">A database to copy, to which nobody is connected; null for an empty one.</param>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var server = await Started.Value;
        var name = "d" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(server, $"CREATE DATABASE {name} OWNER {Role}{(template is null ? "" : " TEMPLATE " + template)}");
        return new NpgsqlConnectionStringBuilder(server.ToString()) { Database = name, Username = Role, MaxPoolSize = 10 }.ToString();
    }

    /// <summary>Drops a database; whoever is still connected is thrown out.</summary>
    public static async Task DropDatabaseAsync(string name) => await ExecuteAsync(await Started.Value, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Ends every connection to a database, as a server that is started again does.</summary>
    public static async Task CutAsync(string name)
        => await ExecuteAsync(await Started.Value, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

    /// <summary>The server's port, to put something between.</summary>
    public static async Task<int> PortAsync() => (await Started.Value).Port;

    private static async Task ExecuteAsync(NpgsqlConnectionStringBuilder server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnectionStringBuilder> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("onelink-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:", folder);
        }

        var data = Path.Combine(folder, "data");
        await RunAsync([.. AsServer("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        for (var attempt = 1; ; attempt++)
        {
            var server = new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = LoopbackPorts.Next(),
                Username = "postgres",
                Database = "postgres",
                Pooling = false,
            };
            var process = Launch(
            [
                .. AsServer("postgres"), "-D", data, "-c", string.Create(CultureInfo.InvariantCulture, $"port={server.Port}"), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300",
            ]);
            if (await AnswersAsync(server.ToString(), process))
            {
                EndWithThisProcess(process, folder);
                return server;
            }

            // Somebody else has taken the port meanwhile.
            Assert.True(process.HasExited && attempt < Attempts, "PostgreSQL does not start.");
        }
    }

    private static async Task<bool> AnswersAsync(string server, Process process)
    {
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < StartLimit && !process.HasExited; await Task.Delay(50))
        {
            try
            {
                await using var connection = new NpgsqlConnection(server);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand($"CREATE ROLE {Role} LOGIN", connection);
                await command.ExecuteNonQueryAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
        }

        return false;
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
    private static void EndWithThisProcess(Process server, string folder)
    {
        const string Script =
            """
            trap '' INT TERM HUP
            cat >/dev/null
            kill -INT "$1"
            for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 1; done
            kill -KILL "$1" 2>/dev/null
            rm -rf -- "$2"
            """;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "reaper", server.Id.ToString(CultureInfo.InvariantCulture), folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        Reaper = Process.Start(start);
    }
}
