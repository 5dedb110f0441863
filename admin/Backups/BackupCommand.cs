using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Backups;

/// <summary>
/// <c>onelink-admin backup [--without-clicks] [NAME]</c>: copies what a running installation keeps into <c>backups/NAME</c> of
/// the data folder (docs/operations/backup.md).
/// </summary>
/// <remarks>
/// The database first, clicks last. A conversion or a tap that the older part does not know of is told or stored once more
/// after a restore, under the same id, and counts once; the other way round it would be lost.
/// </remarks>
internal static class BackupCommand
{
    public const string Name = "backup";

    private const string WithoutClicks = "--without-clicks";

    /// <summary>Longest time that the engine may take: 50 million clicks are a gigabyte and a half to copy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([AdminProcess.Quiet]),
            app => arguments.Where(argument => argument != WithoutClicks).ToArray() is var names && names.Length <= 1
                ? MakeAsync(names.SingleOrDefault(), hasClicks: names.Length == arguments.Length, app.Services)
                : throw new StartupException("backup takes one name, or none for that of the time."));

    private static async Task<int> MakeAsync(string? name, bool hasClicks, IServiceProvider services)
    {
        var settings = services.GetRequiredService<AdminSettings>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (settings.Postgres is null && !File.Exists(settings.DatabaseFile))
        {
            throw new StartupException($"there is nothing to back up: {settings.DatabaseFile} does not exist.");
        }

        var folder = BackupFolder.Create(settings, name ?? now.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        string? dump = null;
        if (settings.Postgres is null)
        {
            CopyDatabase(settings.DatabaseFile, folder.Database);
        }
        else
        {
            dump = await PostgresDump.MakeAsync(settings.Postgres, folder.Dump);
        }

        BackupFolder.Copy(settings.CredentialsFile, Path.Combine(folder.Path, Path.GetFileName(settings.CredentialsFile)));
        BackupFolder.Copy(Path.Combine(settings.DataFolder, "secrets"), Path.Combine(folder.Path, "secrets"));
        var files = BackupFolder.Copy(Path.Combine(settings.DataFolder, "admin", "files"), Path.Combine(folder.Path, "files"));
        var described = settings.Postgres is null ? Describe(folder, now, files) : await DescribeAsync(settings.Postgres, dump!, now, files);
        var manifest = described with { Clicks = hasClicks ? await CopyClicksAsync(services.GetRequiredService<ClickHouseClient>(), folder) : null };
        await File.WriteAllTextAsync(folder.Manifest, JsonSerializer.Serialize(manifest, BackupJson.Default.BackupManifest) + "\n");
        await Console.Out.WriteLineAsync(FormattableString.Invariant($"{folder.Path}: {manifest.Links} links, {manifest.Contacts} contacts, {manifest.Messages} messages, {files} files, ") +
            (manifest.Clicks is { } clicks ? FormattableString.Invariant($"{clicks} clicks") : "no clicks"));
        return 0;
    }

    /// <summary>As of one moment, while others write; what comes out has no gaps and no log beside it.</summary>
    private static void CopyDatabase(string from, string to)
    {
        try
        {
            using var connection = Open(from, SqliteOpenMode.ReadWrite);
            connection.Execute("VACUUM INTO @to", new { to }, commandTimeout: (int)Patience.TotalSeconds);
        }
        catch (SqliteException failure)
        {
            throw new StartupException($"the database could not be copied to {to}: {failure.Message}", failure);
        }
    }

    private static BackupManifest Describe(BackupFolder folder, DateTimeOffset now, int files)
    {
        using var database = Open(folder.Database, SqliteOpenMode.ReadOnly);
        using var file = File.OpenRead(folder.Database);
        return new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            MadeAt = now,
            Schema = database.ExecuteScalar<int>("SELECT MAX(number) FROM schema_migrations"),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            Links = database.ExecuteScalar<long>("SELECT COUNT(*) FROM links"),
            Contacts = database.ExecuteScalar<long>("SELECT COUNT(*) FROM contacts"),
            Messages = database.ExecuteScalar<long>("SELECT COUNT(*) FROM messages"),
            Files = files,
            Clicks = null,
        };
    }

    /// <remarks>Counted a moment after the dump: for people.</remarks>
    private static async Task<BackupManifest> DescribeAsync(PostgresAddress address, string sha256, DateTimeOffset now, int files) => new()
    {
        Format = BackupManifest.CurrentFormat,
        MadeAt = now,
        Schema = (int)await PostgresDump.ScalarAsync(address, "SELECT MAX(number) FROM schema_migrations"),
        IsPostgres = true,
        Sha256 = sha256,
        Links = await PostgresDump.ScalarAsync(address, "SELECT COUNT(*) FROM links"),
        Contacts = await PostgresDump.ScalarAsync(address, "SELECT COUNT(*) FROM contacts"),
        Messages = await PostgresDump.ScalarAsync(address, "SELECT COUNT(*) FROM messages"),
        Files = files,
        Clicks = null,
    };

    private static async Task<long> CopyClicksAsync(ClickHouseClient clickHouse, BackupFolder folder)
    {
        try
        {
            await clickHouse.ExecuteAsync(
                $"BACKUP DATABASE {clickHouse.Database} TO File('{folder.Name}/{Path.GetFileName(folder.Clicks)}')",
                ClickHouseParameters.None,
                new ClickHouseQueryOptions { MaxExecutionTime = Patience },
                CancellationToken.None);
            return await CountAsync(clickHouse);
        }
        catch (ClickHouseException failure)
        {
            throw new StartupException(
                $"ClickHouse did not back up its clicks: {failure.Message} Without them: {Name} {WithoutClicks}. A ClickHouse server has its own way (docs/operations/backup.md).", failure);
        }
    }

    public static async Task<long> CountAsync(ClickHouseClient clickHouse)
        => (await clickHouse.QueryRowsAsync("SELECT count() FROM clicks", ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadInt64(), CancellationToken.None)).Single();

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
