namespace OneLink.Shared.Devices;

/// <summary>The device behind Puffin, a browser that renders in a data centre and sends that machine's comment.</summary>
internal static class PuffinDevice
{
    /// <summary>Reads the letter pair that ends Puffin's version (<c>Puffin/4.6.1.2083AP</c>); null where there is none.</summary>
    public static (Platform Platform, DeviceClass Class)? Find(ReadOnlySpan<byte> userAgent, int at)
    {
        while (at < userAgent.Length && (char.IsAsciiDigit((char)userAgent[at]) || userAgent[at] == '.'))
        {
            at++;
        }

        return at + 2 > userAgent.Length ? null : (userAgent[at], userAgent[at + 1]) switch
        {
            ((byte)'A', (byte)'P') => (Platform.Android, DeviceClass.Mobile),
            ((byte)'A', (byte)'T') => (Platform.Android, DeviceClass.Tablet),
            ((byte)'I', (byte)'P') => (Platform.Ios, DeviceClass.Mobile),
            ((byte)'I', (byte)'T') => (Platform.IpadOs, DeviceClass.Tablet),
            _ => null,
        };
    }
}
