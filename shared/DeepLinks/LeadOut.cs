using OneLink.Shared.Devices;

namespace OneLink.Shared.DeepLinks;

/// <summary>
/// What opens a page of ours in the phone's own browser, from inside an app's web view: there custom schemes and
/// universal links are often blocked, in the browser they work (docs/deep-links.md).
/// </summary>
public static class LeadOut
{
    /// <summary>iOS hands an address under these schemes to Safari, also from web views (iOS 15 and later).</summary>
    private static ReadOnlySpan<byte> Safari => "x-safari-"u8;

    /// <summary>Writes the address.</summary>
    /// <param name="device">Who asks.</param>
    /// <param name="pageUrl">The page's address, with its query.</param>
    /// <param name="fallback">Where Android's browser goes if nothing opens it.</param>
    /// <param name="destination">Receives the address.</param>
    /// <returns>Bytes written; 0 outside apps, on other systems, and where the room is too small.</returns>
    public static int Write(in DeviceInfo device, ReadOnlySpan<byte> pageUrl, ReadOnlySpan<byte> fallback, Span<byte> destination)
    {
        if (device.InApp == InAppBrowser.None || pageUrl.IsEmpty)
        {
            return 0;
        }

        switch (device.Platform)
        {
            case Platform.Android when IntentUri.MaxLength(pageUrl, default, fallback) <= destination.Length:
                return IntentUri.Write(pageUrl, default, fallback, destination);
            case Platform.Ios or Platform.IpadOs when Safari.Length + pageUrl.Length <= destination.Length:
                Safari.CopyTo(destination);
                pageUrl.CopyTo(destination[Safari.Length..]);
                return Safari.Length + pageUrl.Length;
            default:
                return 0;
        }
    }
}
