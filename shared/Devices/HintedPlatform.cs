namespace OneLink.Shared.Devices;

/// <summary>The platform that <c>Sec-CH-UA-Platform</c> names.</summary>
internal static class HintedPlatform
{
    /// <summary>The platform; null where the header is missing, "Unknown" or new.</summary>
    /// <param name="header">A quoted string; some proxies strip the quotes.</param>
    public static Platform? Read(ReadOnlySpan<byte> header)
    {
        var name = header.Trim(" \""u8);
        return name switch
        {
            _ when name.SequenceEqual("Android"u8) => Platform.Android,
            _ when name.SequenceEqual("Windows"u8) => Platform.Windows,
            _ when name.SequenceEqual("macOS"u8) => Platform.MacOs,
            _ when name.SequenceEqual("Linux"u8) => Platform.Linux,
            _ when name.SequenceEqual("Chrome OS"u8) || name.SequenceEqual("Chromium OS"u8) => Platform.ChromeOs,
            _ when name.SequenceEqual("iOS"u8) => Platform.Ios,
            _ => null,
        };
    }
}
