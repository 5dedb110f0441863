namespace OneLink.Edge.Redirects;

/// <summary>A <c>+</c> behind a slug asks where the link goes. No slug ends in one.</summary>
internal static class InspectedPath
{
    /// <summary>The path without its <c>+</c>, which some clients send as <c>%2B</c>.</summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> path, out bool isInspection)
    {
        int length = path.EndsWith("+"u8) ? 1 : path.EndsWith("%2B"u8) || path.EndsWith("%2b"u8) ? 3 : 0;
        isInspection = length > 0 && path.Length > length;
        return isInspection ? path[..^length] : path;
    }
}
