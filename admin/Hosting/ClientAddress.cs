using System.Text;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Hosting;

/// <summary>Where a request comes from: the connection's other end, or who a trusted proxy says it is.</summary>
internal static class ClientAddress
{
    /// <returns>4 or 16 bytes, network order; empty where the connection has no address.</returns>
    public static byte[] Of(HttpContext context, TrustedProxies proxies)
    {
        Span<byte> address = stackalloc byte[IpAddressParser.MaxBytes];
        if (context.Connection.RemoteIpAddress is not { } remote || !remote.TryWriteBytes(address, out var length))
        {
            return [];
        }

        length = length == IpAddressParser.MaxBytes ? IpAddressParser.Unmap(address) : length;
        length = proxies.Resolve(address, length, Encoding.Latin1.GetBytes(context.Request.Headers["X-Forwarded-For"].ToString()));
        return address[..length].ToArray();
    }
}
