using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Admin.Opens;

/// <summary>Who opened the app.</summary>
/// <param name="Address">4 or 16 bytes, network order; empty where unknown.</param>
/// <param name="Device">Of the app's user agent, its platform as the app says.</param>
/// <param name="UserAgent">UTF-8.</param>
/// <param name="AcceptLanguage">UTF-8.</param>
/// <param name="Salts">Under which a tap of the last hour may have been hashed, today's first.</param>
internal sealed record OpenVisitor(byte[] Address, DeviceInfo Device, byte[] UserAgent, byte[] AcceptLanguage, IReadOnlyList<SipHash> Salts)
{
    /// <summary>
    /// Platforms whose taps may be this device's, by name; empty for all. An iPad's Safari sends a Mac's bytes, and apps on
    /// an iPad call it iOS.
    /// </summary>
    public IReadOnlyList<string> TapPlatforms => Device.Platform switch
    {
        Platform.Ios => [Platform.Ios.Name(), Platform.IpadOs.Name()],
        Platform.IpadOs => [Platform.IpadOs.Name(), Platform.Ios.Name(), Platform.MacOs.Name()],
        Platform.Other => [],
        var platform => [platform.Name()],
    };

    public string PlatformName => Device.Platform.Name();

    /// <summary>The address as one number, for counting calls.</summary>
    public ulong AddressNumber => Salts.Count == 0 ? 0 : AddressKey.Of(Salts[0], domainId: 0, Address);

    /// <summary>The address as taps on a domain's links have it, under each salt.</summary>
    public ulong[] KeysOn(long domainId) => Address.Length == 0 ? [] : [.. Salts.Select(salt => AddressKey.Of(salt, checked((uint)domainId), Address))];
}
