namespace OneLink.Admin.SuperAdmin;

/// <summary>Times as they are shown, from Unix milliseconds as stored.</summary>
internal static class ConsoleTime
{
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Of(long? milliseconds) => milliseconds is { } at ? Of(at) : null;
}
