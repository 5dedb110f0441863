using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Backups;

/// <summary>The part of a backup that PostgreSQL's own programs make and put back: <c>onelink.dump</c>, in their custom format.</summary>
internal static class PostgresDump
{
    /// <summary>Debian keeps the programs of each version off the PATH.</summary>
    private const string Installed = "/usr/lib/postgresql";

    /// <summary>Copies the database as of one moment, while others write.</summary>
    /// <exception cref="StartupException">There is no <c>pg_dump</c>, or it has failed.</exception>
    public static async Task<string> MakeAsync(PostgresAddress address, string to)
    {
        await RunAsync(
            "pg_dump",
            address,
            ["--format=custom", "--no-owner", "--no-privileges", "--file=" + to],
            $"The rest can be backed up here; the database by pg_dump on a machine that has it (docs/operations/backup.md).");
        await using var file = File.OpenRead(to);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
    }

    /// <summary>Puts a copy into a database that is empty, in one transaction.</summary>
    /// <exception cref="StartupException">It is not empty, there is no <c>pg_restore</c>, or it has failed.</exception>
    public static async Task RestoreAsync(PostgresAddress address, string from)
    {
        if (await ScalarAsync(address, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'") > 0)
        {
            throw new StartupException($"the database {address.Name} is not empty. Restore into a new one.");
        }

        await RunAsync("pg_restore", address, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", from], "Install postgresql-client.");
    }

    public static async Task<long> ScalarAsync(PostgresAddress address, string sql)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync();
            return Convert.ToInt64(await connection.ExecuteScalarAsync(sql), CultureInfo.InvariantCulture);
        }
        catch (NpgsqlException failure)
        {
            throw new StartupException($"the database {address.Name} cannot be read: {failure.Message}", failure);
        }
    }

    private static async Task RunAsync(string program, PostgresAddress address, IReadOnlyList<string> arguments, string otherwise)
    {
        var parts = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        var start = new ProcessStartInfo(Find(program)) { UseShellExecute = false, RedirectStandardError = true };
        string[] target = ["--host=" + parts.Host, string.Create(CultureInfo.InvariantCulture, $"--port={parts.Port}"), "--username=" + parts.Username, "--no-password", "--dbname=" + parts.Database];
        foreach (var argument in target.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        // Never on the command line, which everybody on the machine can read.
        start.Environment["PGPASSWORD"] = parts.Password ?? "";
        start.Environment["PGSSLMODE"] = ModeOf(parts.SslMode);
        if (parts.RootCertificate is { } certificate)
        {
            start.Environment["PGSSLROOTCERT"] = certificate;
        }

        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new StartupException($"{program} failed: {said.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new StartupException($"the database is PostgreSQL, and there is no {program} here. {otherwise}", failure);
        }
    }

    /// <summary>The newest: an older one refuses a newer server.</summary>
    private static string Find(string program)
        => Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin", program))
                .FirstOrDefault(File.Exists) ?? program
            : program;

    private static string ModeOf(SslMode mode) => mode switch
    {
        SslMode.Disable => "disable",
        SslMode.Allow => "allow",
        SslMode.Require => "require",
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
