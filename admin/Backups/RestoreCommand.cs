using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Backups;

/// <summary>
/// <c>onelink-admin restore FOLDER</c>: a backup's database, secrets and files, into a data folder that has no database.
/// <c>onelink-admin restore-clicks FOLDER</c> then, with an engine running: its clicks (docs/operations/backup.md).
/// </summary>
internal static class RestoreCommand
{
    public const string Name = "restore";

    public const string ClicksName = "restore-clicks";

    /// <summary>
    /// More changes than anybody makes between a backup and the loss after it: an edge that outlived the admin may have seen
    /// sequences that the backup does not know, and must take a snapshot instead of waiting for changes beyond them.
    /// </summary>
    private const long Leap = 1L << 32;

    private static readonly string[] LeapSql =
    [
        "DELETE FROM change_log",
        FormattableString.Invariant($"UPDATE feed_state SET last_sequence = last_sequence + {Leap}, trimmed_through = last_sequence + {Leap}"),
    ];

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([AdminProcess.Quiet]),
            app => arguments is [var path] ? RestoreAsync(BackupFolder.Open(path), app.Services) : throw new StartupException("restore takes a backup's folder."));

    public static Task<int> RunClicksAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([AdminProcess.Quiet]),
            app => arguments is [var path] ? RestoreClicksAsync(BackupFolder.Open(path), app.Services) : throw new StartupException("restore-clicks takes a backup's folder."));

    private static async Task<int> RestoreAsync(BackupFolder folder, IServiceProvider services)
    {
        var settings = services.GetRequiredService<AdminSettings>();
        var manifest = Read(folder);
        if (manifest.IsPostgres != (settings.Postgres is not null))
        {
            throw new StartupException($"{folder.Path} is of {(manifest.IsPostgres ? "PostgreSQL" : "SQLite")}, and ONELINK_DATABASE is not: a backup goes back into the kind of database that it is of.");
        }

        if (settings.Postgres is null && File.Exists(settings.DatabaseFile))
        {
            throw new StartupException($"there is a database already: {settings.DatabaseFile}. Restore into another data folder (ONELINK_DATA), or move this one away.");
        }

        Verify(folder, manifest);
        var draft = settings.DatabaseFile + ".restored";
        if (settings.Postgres is null)
        {
            BackupFolder.Copy(folder.Database, draft);
            LeapAhead(draft);
        }

        BackupFolder.Copy(Path.Combine(folder.Path, "secrets"), Path.Combine(settings.DataFolder, "secrets"));
        BackupFolder.Copy(Path.Combine(folder.Path, "files"), Path.Combine(settings.DataFolder, "admin", "files"));
        BackupFolder.Copy(Path.Combine(folder.Path, Path.GetFileName(settings.CredentialsFile)), settings.CredentialsFile);

        // Last: a restore that was broken off begins anew.
        if (settings.Postgres is null)
        {
            File.Move(draft, settings.DatabaseFile);
        }
        else
        {
            await PostgresDump.RestoreAsync(settings.Postgres, folder.Dump);
            await PostgresDump.ScalarAsync(settings.Postgres, string.Join("; ", LeapSql));
        }

        await Console.Out.WriteLineAsync(FormattableString.Invariant($"{manifest.Links} links, {manifest.Contacts} contacts and {manifest.Messages} messages of {manifest.MadeAt:yyyy-MM-dd HH:mm:ss} UTC are in {settings.DatabaseName}"));
        return 0;
    }

    private static async Task<int> RestoreClicksAsync(BackupFolder folder, IServiceProvider services)
    {
        var manifest = Read(folder);
        if (manifest.Clicks is null)
        {
            await Console.Out.WriteLineAsync("the backup has no clicks");
            return 0;
        }

        // The engine reads backups where it writes them.
        var settings = services.GetRequiredService<AdminSettings>();
        var place = Path.Combine(BackupFolder.Root(settings), folder.Name, Path.GetFileName(folder.Clicks));
        if (!string.Equals(place, folder.Clicks, StringComparison.Ordinal))
        {
            BackupFolder.Copy(folder.Clicks, place);
        }

        var clickHouse = services.GetRequiredService<ClickHouseClient>();
        try
        {
            // Named in full, and from another database than the one that is not there yet.
            await clickHouse.ExecuteAsync(
                $"RESTORE DATABASE {clickHouse.Database} FROM File('{folder.Name}/{Path.GetFileName(folder.Clicks)}')",
                ClickHouseParameters.None,
                new ClickHouseQueryOptions { Database = "default", MaxExecutionTime = TimeSpan.FromHours(6) },
                CancellationToken.None);
            await Console.Out.WriteLineAsync(FormattableString.Invariant($"{await BackupCommand.CountAsync(clickHouse)} clicks are in ClickHouse"));
            return 0;
        }
        catch (ClickHouseException failure)
        {
            throw new StartupException($"ClickHouse did not restore the clicks: {failure.Message}", failure);
        }
    }

    private static BackupManifest Read(BackupFolder folder)
    {
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllText(folder.Manifest), BackupJson.Default.BackupManifest);
        }
        catch (JsonException failure)
        {
            throw new StartupException($"{folder.Manifest} cannot be read: {failure.Message}", failure);
        }

        return manifest is { Format: BackupManifest.CurrentFormat } && manifest.Schema <= SqliteMigrator.Latest
            ? manifest
            : throw new StartupException(FormattableString.Invariant($"{folder.Path} was made by a newer OneLink (format {manifest?.Format}, schema {manifest?.Schema}; this build knows {BackupManifest.CurrentFormat} and {SqliteMigrator.Latest}). Restore it with that build."));
    }

    private static void Verify(BackupFolder folder, BackupManifest manifest)
    {
        var database = manifest.IsPostgres ? folder.Dump : folder.Database;
        using var file = File.OpenRead(database);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != manifest.Sha256)
        {
            throw new StartupException($"{database} is not the file that was backed up: its SHA-256 differs from the one in {folder.Manifest}. Take another copy of the backup.");
        }
    }

    private static void LeapAhead(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var sql in LeapSql)
        {
            connection.Execute(sql, transaction: transaction);
        }

        transaction.Commit();
    }
}
