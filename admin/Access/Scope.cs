namespace OneLink.Admin.Access;

/// <summary>What an API key may do.</summary>
internal static class Scope
{
    public const string LinksRead = "links:read";
    public const string LinksWrite = "links:write";
    public const string StatsRead = "stats:read";
    public const string KeysWrite = "keys:write";
    public const string DomainsWrite = "domains:write";

    public static IReadOnlyList<string> All { get; } = [LinksRead, LinksWrite, StatsRead, KeysWrite, DomainsWrite];
}
