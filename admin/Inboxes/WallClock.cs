namespace OneLink.Admin.Inboxes;

/// <summary>A clock on a wall, which is set by its zone's rules.</summary>
internal static class WallClock
{
    /// <summary>
    /// The moments at which it shows a time, earliest first: two in the hour that comes twice in autumn. The hour that is
    /// skipped in spring comes with the one that follows.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> Shows(DateTime wall, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(wall))
        {
            wall = wall.AddMinutes(1);
        }

        return zone.IsAmbiguousTime(wall)
            ? [.. zone.GetAmbiguousTimeOffsets(wall).Select(offset => new DateTimeOffset(wall, offset)).Order()]
            : [new DateTimeOffset(wall, zone.GetUtcOffset(wall))];
    }

    /// <summary>What it shows at a moment.</summary>
    public static DateTime At(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
}
