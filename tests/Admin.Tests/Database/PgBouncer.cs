using System.Diagnostics;
using System.Globalization;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Database;

/// <summary>A PgBouncer in transaction mode in front of the tests' PostgreSQL: a transaction after the other gets whichever of its few connections is free.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";

    private readonly string _folder;
    private readonly Process _process;

    private PgBouncer(string folder, Process process, int port) => (_folder, _process, Port) = (folder, process, port);

    public int Port { get; }

    /// <param name="to">Port of the server behind it; null for the tests' own.</param>
    public static async Task<PgBouncer> StartAsync(int? to = null)
    {
        var folder = Directory.CreateTempSubdirectory("onelink-pgbouncer-").FullName;
        var port = LoopbackPorts.Next();
        var file = Path.Combine(folder, "pgbouncer.ini");
        var users = Path.Combine(folder, "users.txt");
        var server = to ?? await PostgresCluster.PortAsync();
        await File.WriteAllTextAsync(users, "\"onelink\" \"\"\n");
        await File.WriteAllTextAsync(file, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            [databases]
            * = host=127.0.0.1 port={server}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = 4
            """));
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", Program, file] : [Program, file];
        if (Environment.IsPrivilegedProcess)
        {
            using var handed = Process.Start("chown", ["-R", "postgres:", folder]);
            await handed.WaitForExitAsync();
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var started = new PgBouncer(folder, process, port);
        await Until.TrueAsync(started.AnswersAsync, "pgbouncer answers");
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process.HasExited, "pgbouncer has ended.");
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
