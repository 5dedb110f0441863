using System.Security.Cryptography;

namespace OneLink.Admin.Hosting;

/// <summary>One-line secret files, readable by their owner alone.</summary>
internal sealed class SecretFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int SecretBytes = 32;

    /// <returns>The secret, or null where there is no such file.</returns>
    public string? Find(string name)
    {
        var file = Path.Combine(path, name);
        try
        {
            return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Cannot read {file}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the secret or makes it: a process started alone must not need another one first.</summary>
    public string FindOrCreate(string name)
    {
        if (Find(name) is { } existing)
        {
            return existing;
        }

        var file = Path.Combine(path, name);
        try
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

            // Written whole under another name and linked into place without replacing: whoever starts at the same
            // moment reads either nothing or the same secret, never half of one.
            var draft = file + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            File.WriteAllText(draft, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)) + "\n");
            File.SetUnixFileMode(draft, OwnerOnly);
            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(draft);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Cannot write {file}: {exception.Message}", exception);
        }

        return Find(name) ?? throw new StartupException($"{file} is empty. Delete it and start again.");
    }
}
