using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Edge.Proxies;

namespace OneLink.Edge.Tests.Proxies;

public class ProxyProtocolHeaderTests
{
    private const string Signature = "0D0A0D0A000D0A515549540A";

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 56324 443\r\n", "203.0.113.7:56324")]
    [InlineData("PROXY TCP6 2001:db8::7 2001:db8::1 56324 443\r\n", "[2001:db8::7]:56324")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null)]
    public void Read_Text_GivesTheClient(string header, string? source)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(header);
        Assert.Equal(ProxyProtocolStatus.Complete, ProxyProtocolHeader.Read([.. bytes, .. "GET / "u8], out var client, out int length));
        Assert.Equal(source, client?.ToString());
        Assert.Equal(bytes.Length, length);
        ExpectIncomplete(bytes);
    }

    [Theory]
    [InlineData(Signature + "2111000C" + "CB007107" + "0A000001" + "DC0401BB", "203.0.113.7:56324")]
    [InlineData(Signature + "21110013" + "CB007107" + "0A000001" + "DC0401BB" + "04000401020304", "203.0.113.7:56324")]
    [InlineData(Signature + "21210024" + "20010DB8000000000000000000000007" + "20010DB8000000000000000000000001" + "DC0401BB", "[2001:db8::7]:56324")]
    [InlineData(Signature + "20000000", null)]
    [InlineData(Signature + "20110000", null)]
    [InlineData(Signature + "21000000", null)]
    public void Read_Binary_GivesTheClient(string hex, string? source)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal(ProxyProtocolStatus.Complete, ProxyProtocolHeader.Read([.. bytes, .. "GET / "u8], out var client, out int length));
        Assert.Equal(source, client?.ToString());
        Assert.Equal(bytes.Length, length);
        ExpectIncomplete(bytes);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("PROXY TCP4 2001:db8::7 10.0.0.1 1 2\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 1\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 65536 2\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 -1 2\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData("PROXY UNKNOWN 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\r\n")]
    public void Read_SomethingElse_IsInvalid(string text)
        => Assert.Equal(ProxyProtocolStatus.Invalid, ProxyProtocolHeader.Read(Encoding.ASCII.GetBytes(text), out _, out _));

    [Theory]
    [InlineData(Signature + "3111000C" + "CB007107" + "0A000001" + "DC0401BB")]
    [InlineData(Signature + "2211000C" + "CB007107" + "0A000001" + "DC0401BB")]
    [InlineData(Signature + "2111000B" + "CB007107" + "0A000001" + "DC0401")]
    public void Read_BinaryOfAnotherKind_IsInvalid(string hex)
        => Assert.Equal(ProxyProtocolStatus.Invalid, ProxyProtocolHeader.Read(Convert.FromHexString(hex), out _, out _));

    [Fact]
    public void Read_AnyBytesBehindTheSignature_NeverThrows()
        => Prop.ForAll<byte[]>(bytes =>
        {
            ProxyProtocolStatus status = ProxyProtocolHeader.Read([.. Convert.FromHexString(Signature), .. bytes ?? []], out _, out int length);
            return status != ProxyProtocolStatus.Complete || length <= Signature.Length / 2 + (bytes?.Length ?? 0);
        }).QuickCheckThrowOnFailure();

    private static void ExpectIncomplete(byte[] whole)
    {
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Equal(ProxyProtocolStatus.Incomplete, ProxyProtocolHeader.Read(whole.AsSpan(0, length), out _, out _));
        }
    }
}
