namespace OneLink.Admin.SuperAdmin;

/// <summary>What somebody looks for in names and addresses, as both databases compare it: <c>lower(name) LIKE @pattern ESCAPE '!'</c>.</summary>
internal static class SearchText
{
    /// <returns>A pattern of everything that holds the text, in small letters; null where nothing is looked for.</returns>
    public static string? Pattern(string? text) => text is null ? null : $"%{Escaped(text.ToLowerInvariant())}%";

    /// <returns>The id that the text is; 0 where it is none.</returns>
    public static long Id(string? text) => long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string Escaped(string text)
        => text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
