namespace OneLink.Shared.Devices;

/// <summary>Step 3: phone, tablet, desktop, television or something else.</summary>
internal static class FormFactorDecision
{
    public static DeviceClass Decide(in Sightings seen, Platform platform, ReadOnlySpan<byte> userAgent, in ClientHints hints, DeviceTables tables)
    {
        if (!hints.SecChUaFormFactors.IsEmpty && OfHint(hints.SecChUaFormFactors) is { } hinted)
        {
            return hinted;
        }

        return platform switch
        {
            Platform.Ios => DeviceClass.Mobile,
            Platform.IpadOs => DeviceClass.Tablet,
            Platform.Android => OfAndroid(seen, userAgent, hints, tables),
            Platform.MacOs or Platform.ChromeOs or Platform.Linux => DeviceClass.Desktop,
            Platform.Windows => OfWindows(seen),
            _ => OfOther(seen),
        };
    }

    private static DeviceClass? OfHint(ReadOnlySpan<byte> formFactors) => formFactors switch
    {
        _ when formFactors.IndexOf("Tablet"u8) >= 0 => DeviceClass.Tablet,
        _ when formFactors.IndexOf("Mobile"u8) >= 0 => DeviceClass.Mobile,
        _ when formFactors.IndexOf("Desktop"u8) >= 0 => DeviceClass.Desktop,
        _ when formFactors.IndexOf("XR"u8) >= 0 || formFactors.IndexOf("Watch"u8) >= 0 => DeviceClass.Other,
        _ when formFactors.IndexOf("Automotive"u8) >= 0 || formFactors.IndexOf("EInk"u8) >= 0 => DeviceClass.Other,
        _ => null,
    };

    /// <summary>
    /// Android's convention is that phones say Mobile and nothing else does. Televisions and many old tablets break it one way,
    /// stock browsers of old phones the other; only names of models tell those apart.
    /// </summary>
    private static DeviceClass OfAndroid(in Sightings seen, ReadOnlySpan<byte> userAgent, in ClientHints hints, DeviceTables tables)
    {
        if (seen.Has(Sign.Television))
        {
            return DeviceClass.Tv;
        }

        if (seen.Has(Sign.Gadget))
        {
            return DeviceClass.Other;
        }

        if (seen.Has(Sign.Puffin) && PuffinDevice.Find(userAgent, seen.VersionAt(VersionSlot.Puffin)) is { } behind)
        {
            return behind.Class;
        }

        if (tables.TryModel(seen, out var model))
        {
            return model;
        }

        if (seen.Has(Sign.Tablet))
        {
            return DeviceClass.Tablet;
        }

        if (seen.Has(Sign.Mobile | Sign.PhoneBrowser) || hints.SecChUaMobile.SequenceEqual("?1"u8))
        {
            return DeviceClass.Mobile;
        }

        // A desktop comment around a browser that only Android has: Samsung's asks for desktop sites on tablets by default,
        // elsewhere a person with a phone asked for it.
        if (!seen.Has(Sign.Android | Sign.AndroidBuild) && seen.Has(Sign.AndroidShell))
        {
            return tables.TryBrowser(seen, out var browser) && browser == BrowserFamily.Samsung ? DeviceClass.Tablet : DeviceClass.Mobile;
        }

        // The convention is one of browsers; Dalvik and apps follow none.
        var follows = seen.Has(Sign.Mozilla) && !seen.Has(Sign.Dalvik);
        return follows ? DeviceClass.Tablet : DeviceClass.Mobile;
    }

    /// <summary>Touch on ARM was Windows RT, which ran on tablets only; touch alone is any laptop.</summary>
    private static DeviceClass OfWindows(in Sightings seen) =>
        seen.Has(Sign.Arm) && seen.Has(Sign.WindowsTouch) ? DeviceClass.Tablet : DeviceClass.Desktop;

    private static DeviceClass OfOther(in Sightings seen)
    {
        if (seen.Has(Sign.WindowsPhone))
        {
            return DeviceClass.Mobile;
        }

        if (seen.Has(Sign.Console | Sign.Gadget))
        {
            return DeviceClass.Other;
        }

        if (seen.Has(Sign.Television))
        {
            return DeviceClass.Tv;
        }

        if (seen.Has(Sign.OtherTablet | Sign.Tablet))
        {
            return DeviceClass.Tablet;
        }

        if (seen.Has(Sign.OtherPhone | Sign.Tizen | Sign.OpenHarmony | Sign.Mobile | Sign.PhoneBrowser))
        {
            return DeviceClass.Mobile;
        }

        // A browser that names no system at all (text mode, privacy settings) is a desktop's.
        if (seen.Has(Sign.OtherDesktop) || (seen.Browser != Sightings.Nothing && !seen.Has(~Sign.Mozilla)))
        {
            return DeviceClass.Desktop;
        }

        // What is left of Linux here runs on a set-top box's processor.
        return seen.Has(Sign.Linux) ? DeviceClass.Tv : DeviceClass.Other;
    }
}
