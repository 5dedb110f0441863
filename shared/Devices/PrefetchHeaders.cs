namespace OneLink.Shared.Devices;

/// <summary>Tells a browser that looks ahead from a person who taps: the former is answered, and not counted.</summary>
public static class PrefetchHeaders
{
    /// <summary>Whether any of the headers by which browsers announce prefetch, prerender or a preview says so.</summary>
    /// <param name="secPurpose"><c>Sec-Purpose</c>: Chromium ≥ 110, Firefox ≥ 115; <c>prefetch</c>, perhaps with parameters.</param>
    /// <param name="purpose"><c>Purpose</c>: older Chromium and Safari.</param>
    /// <param name="xMoz"><c>X-Moz</c>: older Firefox.</param>
    /// <param name="xPurpose"><c>X-Purpose</c>: <c>preview</c> or <c>instant</c>, from top-site thumbnails of old Safari and Opera.</param>
    public static bool IsPrefetch(
        ReadOnlySpan<byte> secPurpose,
        ReadOnlySpan<byte> purpose,
        ReadOnlySpan<byte> xMoz,
        ReadOnlySpan<byte> xPurpose) =>
        Says(secPurpose, "prefetch"u8)
        || Says(purpose, "prefetch"u8)
        || Says(purpose, "prerender"u8)
        || Says(xMoz, "prefetch"u8)
        || Says(xPurpose, "preview"u8)
        || Says(xPurpose, "instant"u8)
        || Says(xPurpose, "prefetch"u8);

    /// <summary>Every value in the wild starts with the word; what follows (";prerender", ";anonymous-client-ip") only refines it.</summary>
    private static bool Says(ReadOnlySpan<byte> header, ReadOnlySpan<byte> word)
    {
        header = header.TrimStart((byte)' ');
        return header.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(header[..word.Length], word);
    }
}
