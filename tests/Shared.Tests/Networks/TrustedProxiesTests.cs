using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Networks;

namespace OneLink.Shared.Tests.Networks;

public class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.0.0.1", "1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "1.2.3.4, 10.0.0.7", "1.2.3.4")]
    [InlineData("10.0.0.1", "", "10.0.0.1")]
    [InlineData("10.0.0.1", "garbage", "10.0.0.1")]
    [InlineData("10.0.0.1", "2001:db8::7", "2001:db8::7")]
    [InlineData("10.0.0.1", "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("10.0.0.1", "1.2.3.4:5678", "1.2.3.4")]
    [InlineData("8.8.8.8", "1.2.3.4", "8.8.8.8")]
    [InlineData("fd00::1", "1.2.3.4", "1.2.3.4")]
    public void Resolve_ForwardedFor_BelievesOnlyTrustedNetworks(string connection, string forwardedFor, string expected)
    {
        var proxies = new TrustedProxies("10.0.0.0/8, fd00::/8");
        byte[] address = new byte[16];
        IPAddress.Parse(connection).TryWriteBytes(address, out int length);
        length = proxies.Resolve(address, length, Encoding.ASCII.GetBytes(forwardedFor));
        Assert.Equal(IPAddress.Parse(expected), new IPAddress(address.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("example.com")]
    [InlineData("10.0.0.0/x")]
    public void New_NoNetwork_NamesIt(string networks)
        => Assert.Contains(networks, Assert.Throws<FormatException>(() => new TrustedProxies(networks)).Message, StringComparison.Ordinal);

    [Fact]
    public void TryParse_AnyAddress_AgreesWithThePlatform()
        => Prop.ForAll<byte[]>(random =>
        {
            byte[] bytes = new byte[(random?.Length ?? 0) % 2 == 0 ? 4 : 16];
            (random ?? []).AsSpan(0, Math.Min(bytes.Length, random?.Length ?? 0)).CopyTo(bytes);
            var expected = new IPAddress(bytes);
            byte[] address = new byte[16];
            return IpAddressParser.TryParse(Encoding.ASCII.GetBytes(expected.ToString()), address, out int length)
                && new IPAddress(address.AsSpan(0, length)).Equals(expected.IsIPv4MappedToIPv6 ? expected.MapToIPv4() : expected);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("256.1.1.1")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("12345::")]
    [InlineData("::1:")]
    [InlineData("")]
    [InlineData("[::1")]
    public void TryParse_NoAddress_IsRefused(string text)
        => Assert.False(IpAddressParser.TryParse(Encoding.ASCII.GetBytes(text), new byte[16], out _));

    [Fact]
    public void TryParse_ArbitraryBytes_NeverThrows()
        => Prop.ForAll<byte[]>(bytes =>
        {
            bool parsed = IpAddressParser.TryParse(bytes, new byte[16], out int length);
            return !parsed || length is 4 or 16;
        }).QuickCheckThrowOnFailure();
}
