namespace OneLink.Admin.Links.Import;

/// <summary>How a file is imported: stored with the job, and shown.</summary>
internal sealed record ImportOptions
{
    public required ImportFormat Format { get; init; }

    /// <summary>Whose export it is (<see cref="ImportPreset.All"/>); null for OneLink's own or any other file.</summary>
    public string? Preset { get; init; }

    /// <summary>By the file's column, the field that it fills, or null to leave it out. The other columns go by their names.</summary>
    public IReadOnlyDictionary<string, string?> Columns { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Whether everything is tried and nothing kept.</summary>
    public bool DryRun { get; init; }

    public ImportConflict OnConflict { get; init; }

    /// <summary>The domain on which all links come; null for that of each row, else the account's default.</summary>
    public string? Domain { get; init; }
}
