using System.Diagnostics;
using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Database;

/// <summary><c>backup</c> and <c>restore</c> of an installation on PostgreSQL, by its own programs.</summary>
public sealed class PostgresBackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-dump-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_IsRestoredIntoAnEmptyDatabase_AndIntoNoOther()
    {
        var (from, to) = (Path.Combine(_folder, "from"), Path.Combine(_folder, "to"));
        var (old, made) = (await TestDatabase.NewPostgresAsync(), await TestDatabase.EmptyPostgresAsync());
        await using (var server = await AdminServer.StartAsync(from, settings: [$"--ONELINK_DATABASE={old}"]))
        {
            (await server.Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"kept"}""")).Is(HttpStatusCode.Created);
            Assert.Equal((0, ""), await RunAsync(from, old, "backup", "--without-clicks", "one"));
        }

        var backup = Path.Combine(from, "backups", "one");
        var (refused, reason) = await RunAsync(to, old, "restore", backup);
        Assert.NotEqual(0, refused);
        Assert.Contains("is not empty", reason, StringComparison.Ordinal);
        Assert.Equal((0, ""), await RunAsync(to, made, "restore", backup));
        await using var restored = await AdminServer.StartAsync(to, settings: [$"--ONELINK_DATABASE={made}"]);
        (await restored.Client.GetJsonAsync("/links/kept")).Is(HttpStatusCode.OK);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string dataFolder, string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "onelink-admin.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ONELINK_DATA"] = dataFolder;
        start.Environment["ONELINK_DATABASE"] = database;
        using var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
