namespace OneLink.Admin.Files;

/// <summary>Where the bytes of files lie, each under a key that is made once and never written again.</summary>
internal interface IFileStorage
{
    /// <summary>Stores bytes; once it completes, they survive a crash.</summary>
    /// <exception cref="IOException">The storage cannot be written now.</exception>
    Task PutAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens what lies under a key, seekable.</summary>
    /// <returns>Null where nothing does.</returns>
    /// <exception cref="IOException">The storage cannot be read now.</exception>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes what lies under a key, if anything does.</summary>
    /// <exception cref="IOException">The storage cannot be written now.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
