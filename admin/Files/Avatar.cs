namespace OneLink.Admin.Files;

/// <summary>A picture of somebody or something: a file of ours, or just an address elsewhere.</summary>
internal readonly record struct Avatar(long? FileId, string? Url)
{
    public static Avatar None => default;
}
