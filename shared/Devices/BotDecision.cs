namespace OneLink.Shared.Devices;

/// <summary>Step 6: person or program.</summary>
internal static class BotDecision
{
    /// <summary>Signs of a person's device that explain a user agent which does not begin like a browser's.</summary>
    private const Sign Personal =
        Sign.PersonalApp | Sign.OtherPhone | Sign.Television | Sign.Console
        | Sign.Gadget | Sign.WindowsPhone | Sign.IPhone | Sign.IPad | Sign.Android | Sign.PhoneBrowser | Sign.OtherDesktop;

    public static BotKind Decide(in Sightings seen, ReadOnlySpan<byte> userAgent, InAppBrowser app, DeviceTables tables)
    {
        if (tables.TryBot(seen, out var bot))
        {
            return bot switch
            {
                BotToken.Preview => BotKind.Preview,
                BotToken.Search => BotKind.SearchEngine,
                _ => BotKind.Crawler,
            };
        }

        // Browsers have begun with Mozilla for thirty years; what does not, and names no device, is a program. So is what
        // says Mozilla and nothing else that is known. No user agent at all tells nothing.
        return userAgent.IsEmpty || app != InAppBrowser.None || seen.Has(Personal) || NamesBrowser(seen)
            ? BotKind.None
            : BotKind.Crawler;
    }

    private static bool NamesBrowser(in Sightings seen) =>
        seen.Has(Sign.Mozilla) && (seen.Browser != Sightings.Nothing || (seen.Signs & ~Sign.Mozilla) != Sign.None);
}
