using System.Globalization;
using System.Net;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Demo;

/// <summary>Where the parts of this installation are reached from the same machine.</summary>
internal static class DemoAddresses
{
    public const string LoopbackHost = "127.0.0.1";

    public static string AdminUrl(AdminSettings settings) => Url(Reachable(settings.ListenAddress), settings.Port);

    public static string EdgeUrl(AdminSettings settings) => Url(LoopbackHost, settings.EdgePort);

    public static string ClickHouseUrl(AdminSettings settings) => settings.ClickHouseUrl.ToString().TrimEnd('/');

    public static string DomainAuthority(AdminSettings settings)
        => string.Create(CultureInfo.InvariantCulture, $"{LoopbackHost}:{settings.EdgePort}");

    private static string Url(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");

    /// <summary>"Any address" is none that can be called.</summary>
    private static string Reachable(IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return LoopbackHost;
        }

        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
    }
}
