namespace OneLink.Analytics.Embedded.Connections;

/// <summary>The engine's folder, held by this process alone. The lock goes with the process, however that ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    internal string Path { get; }

    /// <summary>
    /// Settings that the engine takes from a file alone: where it may write backups and read them, which is <c>backups</c>
    /// beside this folder. (Arguments reach only what stands at the top of a configuration.)
    /// </summary>
    internal string Configuration => System.IO.Path.Combine(Path, "onelink.xml");

    /// <exception cref="StartupException">The folder cannot be written, or another process has it.</exception>
    internal static DataFolder Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {path} cannot be made: {failure.Message}");
        }

        try
        {
            // The engine has a lock of its own, whose complaint is a page of text.
            var held = new FileStream(System.IO.Path.Combine(path, "onelink.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var folder = new DataFolder(path, held);
            var backups = System.IO.Path.GetFullPath(System.IO.Path.Combine(path, "..", "backups"));
            File.WriteAllText(folder.Configuration, $"<clickhouse><backups><allowed_path>{System.Security.SecurityElement.Escape(backups)}/</allowed_path></backups></clickhouse>\n");
            return folder;
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {path} is not writable.");
        }
        catch (IOException failure)
        {
            throw new StartupException($"The data folder {path} is in use by another process, or not writable ({failure.Message}).");
        }
    }

    public void Dispose() => _lock.Dispose();
}
