namespace OneLink.Admin.Backups;

/// <summary><c>backup.json</c>: what a backup holds, for who restores it.</summary>
internal sealed record BackupManifest
{
    /// <summary>Of the folder; raised when an older build could not restore it.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Step of the database's schema; a build with an older one cannot restore it.</summary>
    public required int Schema { get; init; }

    /// <summary>Whether the database is a PostgreSQL's dump, and no SQLite file.</summary>
    public bool IsPostgres { get; init; }

    /// <summary>Of the database's file, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required long Links { get; init; }

    public required long Contacts { get; init; }

    public required long Messages { get; init; }

    /// <summary>Attachments and avatars.</summary>
    public required int Files { get; init; }

    /// <summary>Rows of clicks; null where they are not in it.</summary>
    public required long? Clicks { get; init; }
}
