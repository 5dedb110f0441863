using System.Globalization;

namespace OneLink.Admin.Surfaces;

/// <summary>Times as these surfaces write them, from Unix milliseconds as stored.</summary>
internal static class ApiTime
{
    /// <summary>ISO 8601 in UTC with milliseconds.</summary>
    public static string Iso(long milliseconds)
        => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Iso(long? milliseconds) => milliseconds is { } time ? Iso(time) : null;

    /// <summary>Whole seconds since 1970.</summary>
    public static long Epoch(long milliseconds) => Math.DivRem(milliseconds, 1000).Quotient;

    public static long? Epoch(long? milliseconds) => milliseconds is { } time ? Epoch(time) : null;
}
