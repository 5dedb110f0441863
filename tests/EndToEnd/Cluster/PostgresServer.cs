using System.Diagnostics;
using System.Globalization;

namespace OneLink.EndToEnd.Cluster;

/// <summary>
/// A PostgreSQL of the test's own: Debian's server as it stands, in a temporary folder, on a free port of the loopback. It
/// leaves <c>fsync</c> out, which matters where the machine dies and not where its processes do.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Installed = "/usr/lib/postgresql";
    private const string Role = "onelink";

    private readonly ServerProcess _process;

    private PostgresServer(int port, string folder)
    {
        Port = port;
        _process = new ServerProcess(
            "PostgreSQL",
            [
                .. AsServer("postgres"), "-D", Path.Combine(folder, "data"), "-c", string.Create(CultureInfo.InvariantCulture, $"port={port}"),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=300",
            ],
            folder);
    }

    public int Port { get; }

    /// <summary>Makes a server with an empty database.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("onelink-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:", folder);
        }

        await RunAsync([.. AsServer("initdb"), "-D", Path.Combine(folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        var server = new PostgresServer(LoopbackPorts.Next(), folder);
        await server.StartAgainAsync();
        await server.QueryAsync($"CREATE ROLE {Role} LOGIN", "postgres");
        await server.QueryAsync($"CREATE DATABASE {Role} OWNER {Role}", "postgres");
        return server;
    }

    /// <summary>As <c>ONELINK_DATABASE</c> says it, where it is reached through another port.</summary>
    public static string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"postgres://{Role}@127.0.0.1:{port}/{Role}");

    /// <summary>Recovers from a crash where there was one.</summary>
    public Task StartAgainAsync() => _process.StartAsync(AnswersAsync);

    /// <inheritdoc cref="ServerProcess.KillAsync"/>
    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc cref="ServerProcess.PauseAsync"/>
    public Task PauseAsync(TimeSpan duration) => _process.PauseAsync(duration);

    /// <summary>Ends every connection, as a server that is started again does.</summary>
    public Task CutAsync() => QueryAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Role}'", "postgres");

    /// <returns>Rows of columns, as text.</returns>
    public async Task<IReadOnlyList<string[]>> QueryAsync(string sql, string database = Role)
    {
        var text = await RunAsync(Program("psql"), "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Text(Port), "-U", "postgres", "-d", database, "-c", sql);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }

    public void Dispose() => _process.Dispose();

    private async Task<bool> AnswersAsync()
    {
        using var asking = Launch(Program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", Text(Port));
        await asking.WaitForExitAsync();
        return asking.ExitCode == 0;
    }

    private static string Program(string command)
        => Path.Combine(Directory.GetDirectories(Installed).MaxBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))!, "bin", command);

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsServer(string command)
        => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", Program(command)] : [Program(command)];

    private static Process Launch(params IReadOnlyList<string> command)
        => Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;

    private static async Task<string> RunAsync(params IReadOnlyList<string> command)
    {
        using var process = Launch(command);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ends with {process.ExitCode}: {await errors}");
        return output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
