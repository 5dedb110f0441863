namespace OneLink.Shared.Devices;

/// <summary>Step 2: the operating system.</summary>
internal static class PlatformDecision
{
    /// <summary>Signs of devices which run none of the targetable systems, though their user agents often name one.</summary>
    private const Sign NoTarget = Sign.WindowsPhone | Sign.Console | Sign.AppleGadget;

    public static Platform Decide(in Sightings seen, ReadOnlySpan<byte> userAgent, in ClientHints hints)
    {
        var platform = OfUserAgent(seen, userAgent);
        return IsFrozen(platform) || seen.Signs is Sign.None or Sign.Mozilla ? Corrected(platform, hints) : platform;
    }

    private static Platform OfUserAgent(in Sightings seen, ReadOnlySpan<byte> userAgent)
    {
        // Its user agents also say Android and iPhone, so it is asked first.
        if (seen.Has(NoTarget))
        {
            return Platform.Other;
        }

        // A proxy that renders elsewhere: the system in its comment is the data centre's.
        if (seen.Has(Sign.Puffin) && PuffinDevice.Find(userAgent, seen.VersionAt(VersionSlot.Puffin)) is { } behind)
        {
            return behind.Platform;
        }

        // Desktop mode and borrowed user agents do not hide these browsers.
        if (seen.Has(Sign.AndroidShell) && !seen.Has(Sign.Tizen))
        {
            return Platform.Android;
        }

        // "CPU iPhone OS" stands in iPad user agents too; "like Mac OS X" in both.
        if (seen.Has(Sign.IPad))
        {
            return Platform.IpadOs;
        }

        if (seen.Has(Sign.IPhone) && !seen.Has(Sign.Tizen))
        {
            return Platform.Ios;
        }

        // Systems of their own that mention Linux or Android. HarmonyOS up to 4 runs Android's packages and says so.
        if (seen.Has(Sign.Tizen | Sign.OtherTablet | Sign.NotAndroid) || (seen.Has(Sign.OpenHarmony) && !seen.Has(Sign.Android)))
        {
            return Platform.Other;
        }

        // UC Browser leaves Android out on phones of that system, but names Java and Symbian.
        if (seen.Has(Sign.Android | Sign.AndroidBuild) || (seen.Has(Sign.PhoneBrowser) && seen.Has(Sign.Linux | Sign.Windows | Sign.Macintosh) && !seen.Has(Sign.OtherPhone)))
        {
            return Platform.Android;
        }

        if (seen.Has(Sign.OtherPhone | Sign.Television | Sign.Gadget))
        {
            return Platform.Other;
        }

        if (seen.Has(Sign.ChromeOs))
        {
            return Platform.ChromeOs;
        }

        if (seen.Has(Sign.Macintosh) && !seen.Has(Sign.OtherDesktop))
        {
            // A browser that exists on iOS only, or iOS's build number: an iPad that asks for the desktop site.
            return seen.Has(Sign.AppleMobileShell | Sign.AppleMobileBuild) ? Platform.IpadOs : Platform.MacOs;
        }

        // CFNetwork is on every Apple system; its user agent names the processor on a Mac only.
        if (seen.Has(Sign.Darwin))
        {
            return seen.Has(Sign.IntelProcessor) ? Platform.MacOs : Platform.Ios;
        }

        if (seen.Has(Sign.OtherDesktop))
        {
            return Platform.Other;
        }

        if (seen.Has(Sign.Windows))
        {
            return Platform.Windows;
        }

        // Linux on a set-top box's processor without a desktop is a television or an appliance.
        return seen.Has(Sign.X11) || (seen.Has(Sign.Linux) && !seen.Has(Sign.EmbeddedProcessor)) ? Platform.Linux : Platform.Other;
    }

    /// <summary>Desktop forms are what browsers send when asked for the desktop site, so hints know better.</summary>
    private static bool IsFrozen(Platform platform) =>
        platform is Platform.Linux or Platform.MacOs or Platform.Windows or Platform.ChromeOs;

    private static Platform Corrected(Platform platform, in ClientHints hints)
    {
        var hinted = HintedPlatform.Read(hints.SecChUaPlatform);
        if (hinted is { } known)
        {
            return known;
        }

        // Only Android's web views send a package name.
        return platform == Platform.Other && AppPackages.IsPackageName(hints.XRequestedWith) ? Platform.Android : platform;
    }
}
