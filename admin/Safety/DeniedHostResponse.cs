namespace OneLink.Admin.Safety;

/// <summary>An entry as shown.</summary>
/// <param name="Host">With everything below it.</param>
/// <param name="Applied">Whether the links that led there before have been stopped.</param>
/// <param name="CreatedAt">Since when it is denied.</param>
internal sealed record DeniedHostResponse(string Host, bool Applied, DateTimeOffset CreatedAt)
{
    public static DeniedHostResponse From(DeniedHost entry) => new(entry.Host, entry.IsApplied != 0, DateTimeOffset.FromUnixTimeMilliseconds(entry.CreatedAt));
}
