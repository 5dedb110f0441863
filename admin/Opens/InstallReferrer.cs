namespace OneLink.Admin.Opens;

/// <summary>
/// What Android's install referrer says of us (https://developer.android.com/google/play/installreferrer): the click id
/// that the short link put into the store's address (shared/DeepLinks/PlayReferrer.cs).
/// </summary>
internal static class InstallReferrer
{
    private const string Key = "onelink_click";

    /// <summary>Libraries hand the referrer over as it came, or decoded once.</summary>
    private const int MaxDecodings = 2;

    /// <returns>Null where the app was installed some other way.</returns>
    public static Guid? ClickOf(string referrer)
    {
        for (var decoding = 0; decoding <= MaxDecodings; decoding++)
        {
            foreach (var pair in referrer.Split('&'))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0 && string.Equals(pair[..equals], Key, StringComparison.Ordinal) && Guid.TryParseExact(pair[(equals + 1)..], "D", out var id))
                {
                    return id;
                }
            }

            referrer = Uri.UnescapeDataString(referrer);
        }

        return null;
    }
}
