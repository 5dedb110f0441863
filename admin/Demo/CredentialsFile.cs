using System.Text.Json;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Demo;

/// <summary>
/// <c>credentials.json</c>, mode 600, always whole: written under another name, flushed and renamed. Secrets are stored as
/// hashes, so this file is the only place that has them; the draft is written before the account is committed, and a
/// start that finds the account with a draft left behind by a crash finishes the renaming.
/// </summary>
internal sealed class CredentialsFile(AdminSettings settings)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path => settings.CredentialsFile;

    private string Draft => Path + ".draft";

    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="StartupException">The file is there but cannot be read.</exception>
    public DemoCredentials? Find() => Read(Path);

    public DemoCredentials? FindDraft() => Read(Draft);

    public void WriteDraft(DemoCredentials credentials)
    {
        try
        {
            Directory.CreateDirectory(settings.DataFolder);
            File.Delete(Draft);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
            using var stream = new FileStream(Draft, options);
            JsonSerializer.Serialize(stream, credentials, DemoJson.Default.DemoCredentials);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Cannot write {Draft}: {exception.Message}", exception);
        }
    }

    public void PublishDraft() => File.Move(Draft, Path, overwrite: true);

    private static DemoCredentials? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), DemoJson.Default.DemoCredentials) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException($"Cannot read {file}: {exception.Message} Restore it from a backup or move it away.", exception);
        }
    }
}
