namespace OneLink.Shared.Devices;

/// <summary>Step 5: the app whose web view it is.</summary>
internal static class InAppDecision
{
    /// <summary>The user agent decides; the package name is a bonus that Chromium is taking away.</summary>
    public static InAppBrowser Decide(in Sightings seen, in ClientHints hints, DeviceTables tables)
    {
        if (tables.TryInApp(seen, out var app))
        {
            return app;
        }

        return hints.XRequestedWith.IsEmpty ? InAppBrowser.None : tables.Packages.Find(hints.XRequestedWith);
    }
}
