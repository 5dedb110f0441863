namespace OneLink.Edge.Spool;

/// <summary>The batches that were set aside, a file each, below the spool's folder. Files are written whole or not at all.</summary>
internal sealed class AsideFolder
{
    private readonly string _folder;
    private readonly long _budgetBytes;
    private int _batches;
    private int _held;
    private long _records;
    private long _bytes;

    /// <param name="spoolFolder">Folder of the spool.</param>
    /// <param name="budgetBytes">Disk that may be used; beyond it nothing is set aside and shipping waits.</param>
    public AsideFolder(string spoolFolder, long budgetBytes = long.MaxValue)
    {
        _folder = Path.Combine(spoolFolder, "aside");
        _budgetBytes = budgetBytes;
        Count();
    }

    /// <summary>Batches that wait for <c>onelink-edge spool redrive</c>. As of the last <see cref="Count"/>.</summary>
    public int Batches => Volatile.Read(ref _batches);

    /// <summary>Batches that wait for a host to come back.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Clicks in all of them.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>Looks again: batches are sent again by another process.</summary>
    public void Count()
    {
        (int batches, int held, long records, long bytes) = (0, 0, 0, 0);
        foreach (string path in Files())
        {
            if (Start(path) is var (ofFile, kind, length))
            {
                records += ofFile;
                bytes += length;
                _ = kind == AsideKind.Held ? held++ : batches++;
            }
        }

        Volatile.Write(ref _batches, batches);
        Volatile.Write(ref _held, held);
        Volatile.Write(ref _records, records);
        Volatile.Write(ref _bytes, bytes);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Files()
        => Directory.Exists(_folder) ? [.. Directory.GetFiles(_folder, "*" + AsideBatch.Extension).Order(StringComparer.Ordinal)] : [];

    /// <summary>Those of batches that wait for a host, oldest first.</summary>
    public IReadOnlyList<string> HeldFiles() => [.. Files().Where(static path => Start(path)?.Kind == AsideKind.Held)];

    /// <returns>Null where the file is no intact batch, or is gone.</returns>
    public static AsideBatch? Read(string path)
    {
        try
        {
            return AsideBatch.Parse(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes the batch and syncs it; the same batch again replaces the file.</summary>
    /// <exception cref="IOException">The disk or the budget gives no room.</exception>
    public void Write(AsideBatch batch)
    {
        byte[] bytes = batch.ToBytes();
        if (_bytes + bytes.Length > _budgetBytes)
        {
            throw new IOException($"{_bytes} of {_budgetBytes} bytes for batches set aside are used; send them again with 'onelink-edge spool redrive'");
        }

        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, batch.FileName);
        string draft = path + ".draft";
        using (FileStream file = new(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        Count();
    }

    /// <summary>The batch is stored after all.</summary>
    public void Remove(string fileName)
    {
        string path = Path.Combine(_folder, fileName);
        if (File.Exists(path))
        {
            File.Delete(path);
            Count();
        }
    }

    /// <returns>Null where the batch was sent again in between.</returns>
    private static (int Records, AsideKind Kind, long Bytes)? Start(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            (int records, AsideKind kind) = AsideBatch.ReadStart(file);
            return (records, kind, file.Length);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
