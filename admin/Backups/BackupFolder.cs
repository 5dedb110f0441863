using System.Text.RegularExpressions;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Backups;

/// <summary>
/// One backup: <c>onelink.db</c> or <c>onelink.dump</c>, <c>credentials.json</c>, <c>secrets/</c>, <c>files/</c>, <c>clickhouse/</c> and, written last,
/// <c>backup.json</c>, without which it is not whole.
/// </summary>
internal sealed partial class BackupFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private BackupFolder(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>What the engine calls it: it reads and writes backups in one folder alone.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public string Database => System.IO.Path.Combine(Path, "onelink.db");

    /// <summary>In place of <see cref="Database"/> where that is a PostgreSQL.</summary>
    public string Dump => System.IO.Path.Combine(Path, "onelink.dump");

    public string Manifest => System.IO.Path.Combine(Path, "backup.json");

    public string Clicks => System.IO.Path.Combine(Path, "clickhouse");

    public static string Root(AdminSettings settings) => System.IO.Path.Combine(settings.DataFolder, "backups");

    /// <exception cref="StartupException">The name cannot be used, or there is one of that name.</exception>
    public static BackupFolder Create(AdminSettings settings, string name)
    {
        if (!Names().IsMatch(name))
        {
            throw new StartupException($"a backup's name has 1 to 64 letters, digits, points, dashes and underscores and begins with a letter or digit, but \"{name}\" does not.");
        }

        var path = System.IO.Path.Combine(Root(settings), name);
        if (Directory.Exists(path))
        {
            throw new StartupException($"there is a backup in {path}: take another name, or remove it.");
        }

        // It holds every secret of the installation.
        Directory.CreateDirectory(path, OwnerOnly);
        return new BackupFolder(path);
    }

    /// <exception cref="StartupException">There is no whole backup.</exception>
    public static BackupFolder Open(string path)
    {
        var folder = new BackupFolder(System.IO.Path.GetFullPath(path).TrimEnd('/'));
        return File.Exists(folder.Manifest)
            ? folder
            : throw new StartupException($"{folder.Path} is no whole backup: it has no {System.IO.Path.GetFileName(folder.Manifest)}, which is written last.");
    }

    /// <summary>Copies a file or a folder that is there, with the modes of its files.</summary>
    public static int Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: true);
            return 1;
        }

        if (!Directory.Exists(from))
        {
            return 0;
        }

        Directory.CreateDirectory(to, File.GetUnixFileMode(from));
        return Directory.EnumerateFileSystemEntries(from).Sum(entry => Copy(entry, System.IO.Path.Combine(to, System.IO.Path.GetFileName(entry))));
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Names();
}
