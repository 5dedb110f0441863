using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Backups;

/// <summary>An installation whose admin and engine are lost with all that they keep, while its edge goes on.</summary>
public sealed class BackupInstallation() : Installation(new EdgeBuild("edge"))
{
    internal string BackupOf(string name) => Path.Combine(Folder, "backups", name);

    internal async Task<long> ClicksAsync()
    {
        using var table = new ClickTable(Credentials);
        return await table.RowsAsync();
    }

    internal async Task LoseAllButTheEdgeAsync()
    {
        await Admin.KillAsync();
        await ClickHouse.KillAsync();
        foreach (var folder in (string[])["admin", "clickhouse", "secrets"])
        {
            Directory.Delete(Path.Combine(Folder, folder), recursive: true);
        }

        File.Delete(Path.Combine(Folder, "credentials.json"));
    }

    internal async Task RestartAsync(string backup)
    {
        ClickHouse.Start();
        await ClickHouse.UntilReadyAsync();
        Assert.Equal((0, ""), await RunAdminAsync("restore-clicks", BackupOf(backup)));
        Admin.Start();
        await Admin.UntilReadyAsync();
    }
}
