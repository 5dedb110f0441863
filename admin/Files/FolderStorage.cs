using OneLink.Admin.Hosting;

namespace OneLink.Admin.Files;

/// <summary>Keeps files in the data folder, spread over folders by the first letters of their keys.</summary>
internal sealed class FolderStorage : IFileStorage
{
    /// <summary>62² folders: a million files are some 260 in each.</summary>
    private const int FolderLetters = 2;

    private const int BufferBytes = 64 * 1024;

    private readonly string _root;

    public FolderStorage(AdminSettings settings) => _root = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "admin", "files")).FullName;

    public async Task PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous);
        await content.CopyToAsync(file, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever written there.
        }

        return Task.CompletedTask;
    }

    /// <summary>Keys are our own: letters and digits, and what is added for a thumbnail.</summary>
    private string PathOf(string key) => Path.Combine(_root, key[..FolderLetters], key);
}
