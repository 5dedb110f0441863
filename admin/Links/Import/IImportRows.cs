namespace OneLink.Admin.Links.Import;

/// <summary>The rows of a file, one at a time.</summary>
internal interface IImportRows : IAsyncDisposable
{
    /// <summary>Bytes of the file that were read so far, some of them ahead.</summary>
    long BytesRead { get; }

    /// <summary>The next row; null at the end.</summary>
    ValueTask<ImportRow?> ReadAsync(CancellationToken cancellationToken);
}
