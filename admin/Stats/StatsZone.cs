using System.Text.RegularExpressions;

namespace OneLink.Admin.Stats;

/// <summary>Finds time zones by IANA name.</summary>
internal static partial class StatsZone
{
    private const int LongestName = 64;

    public static TimeZoneInfo? Find(string name)
        => name.Length <= LongestName && IanaName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>Zones are files: whatever could name another one is refused before it is looked for.</summary>
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IanaName();
}
