namespace OneLink.Shared.Devices;

/// <summary>Step 4: the browser family.</summary>
internal static class BrowserDecision
{
    public static BrowserFamily Decide(in Sightings seen, Platform platform, in ClientHints hints, DeviceTables tables)
    {
        tables.TryBrowser(seen, out var browser);
        if (browser == BrowserFamily.Chrome)
        {
            // A web view is an app's, not a browser; some browsers show themselves in the hints only.
            return seen.Has(Sign.WebView) ? BrowserFamily.Other : OfBrands(hints.SecChUa);
        }

        if (browser == BrowserFamily.Safari)
        {
            return OfWebKit(seen, platform);
        }

        return browser;
    }

    private static BrowserFamily OfBrands(ReadOnlySpan<byte> brands) => brands switch
    {
        { IsEmpty: true } => BrowserFamily.Chrome,
        _ when brands.IndexOf("\"Brave\""u8) >= 0 => BrowserFamily.Brave,
        _ when brands.IndexOf("\"Microsoft Edge\""u8) >= 0 => BrowserFamily.Edge,
        _ when brands.IndexOf("\"Opera"u8) >= 0 => BrowserFamily.Opera,
        _ when brands.IndexOf("\"Samsung Internet\""u8) >= 0 => BrowserFamily.Samsung,
        _ when brands.IndexOf("\"YaBrowser\""u8) >= 0 || brands.IndexOf("\"Yandex\""u8) >= 0 => BrowserFamily.Yandex,
        _ when brands.IndexOf("\"Vivaldi\""u8) >= 0 => BrowserFamily.Vivaldi,
        _ when brands.IndexOf("\"DuckDuckGo\""u8) >= 0 => BrowserFamily.DuckDuckGo,
        _ => BrowserFamily.Chrome,
    };

    private static BrowserFamily OfWebKit(in Sightings seen, Platform platform) => platform switch
    {
        Platform.Android => BrowserFamily.Android,
        Platform.Ios or Platform.IpadOs or Platform.MacOs or Platform.Windows when seen.VersionAt(VersionSlot.Browser) > 0 => BrowserFamily.Safari,
        _ => BrowserFamily.Other,
    };
}
