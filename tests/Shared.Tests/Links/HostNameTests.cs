using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HostName = OneLink.Shared.Links.HostName;

namespace OneLink.Shared.Tests.Links;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("go.acme.com", "go.acme.com")]
    [InlineData("GO.Acme.COM", "go.acme.com")]
    [InlineData("go.acme.com.", "go.acme.com")]
    [InlineData("go.acme.com:443", "go.acme.com")]
    [InlineData("WWW.go.acme.com.:8081", "go.acme.com")]
    [InlineData("go.acme.com:", "go.acme.com")]
    [InlineData("www.acme.com", "acme.com")]
    [InlineData("www.com", "www.com")]
    [InlineData("www.www.com", "www.com")]
    [InlineData("localhost:8081", "localhost")]
    [InlineData("127.0.0.1:8081", "127.0.0.1")]
    [InlineData("[::1]:8081", "[::1]")]
    [InlineData("[2001:DB8:0:0::1]", "[2001:db8::1]")]
    [InlineData("münchen.de", "xn--mnchen-3ya.de")]
    [InlineData("MÜNCHEN.de:80", "xn--mnchen-3ya.de")]
    [InlineData("mu\u0308nchen.de", "xn--mnchen-3ya.de")]
    [InlineData("XN--MNCHEN-3YA.de", "xn--mnchen-3ya.de")]
    [InlineData("a_b.example", "a_b.example")]
    [InlineData("1e100.net", "1e100.net")]
    [InlineData("cafe", "cafe")]
    public void TryNormalize_Host_IsTheSameOnBothSides(string host, string expected)
    {
        Assert.True(HostName.TryNormalize(host, out var normalized, out var error), error);
        Assert.Equal(expected, normalized);

        Span<byte> destination = stackalloc byte[HostName.MaxLength];
        Assert.True(HostName.TryNormalize(Encoding.UTF8.GetBytes(host), destination, out var written));
        Assert.Equal(expected, Encoding.UTF8.GetString(destination[..written]));
    }

    [Theory]
    [InlineData("", "no host")]
    [InlineData(".", "no host")]
    [InlineData(":80", "no host")]
    [InlineData("a..b", "empty part")]
    [InlineData(".a", "empty part")]
    [InlineData("a b", "character")]
    [InlineData("a/b", "character")]
    [InlineData("a%41", "character")]
    [InlineData("a@b", "character")]
    [InlineData("a\0b", "character")]
    [InlineData("a\r\nb", "character")]
    [InlineData("a:x", "port")]
    [InlineData("a:0", "port")]
    [InlineData("a:65536", "port")]
    [InlineData("a:99999999999999", "port")]
    [InlineData("a:-1", "port")]
    [InlineData("a:8 0", "port")]
    [InlineData("1.2.3", "IPv4")]
    [InlineData("1.2.3.4.5", "IPv4")]
    [InlineData("256.1.1.1", "IPv4")]
    [InlineData("01.2.3.4", "IPv4")]
    [InlineData("2130706433", "IPv4")]
    [InlineData("0x7f.1", "IPv4")]
    [InlineData("127.0.0.0x1", "IPv4")]
    [InlineData("[::1", "IPv6")]
    [InlineData("[::1]x", "IPv6")]
    [InlineData("[127.0.0.1]", "IPv6")]
    [InlineData("[fe80::1%25eth0]", "IPv6")]
    [InlineData("[]", "IPv6")]
    [InlineData("ﬁ.com", "looks like another")]
    [InlineData("①.com", "looks like another")]
    [InlineData("a\u200Db.com", "looks like another")]
    [InlineData("a\u200Bb.com", "looks like another")]
    [InlineData("a\u202Eb.com", "looks like another")]
    [InlineData("ẞ.de", "looks like another")]
    public void TryNormalize_NoHost_NamesTheProblem(string host, string part)
    {
        Assert.False(HostName.TryNormalize(host, out _, out var error));
        Assert.Contains(part, error, StringComparison.Ordinal);

        Span<byte> destination = stackalloc byte[HostName.MaxLength];
        Assert.False(HostName.TryNormalize(Encoding.UTF8.GetBytes(host), destination, out _));
    }

    [Fact]
    public void TryNormalize_Length_EndsAtRfc1035()
    {
        var label = new string('a', 63);
        var longest = $"{label}.{label}.{label}.{new string('a', 61)}";
        Assert.True(HostName.TryNormalize(longest, out _, out _));
        Assert.False(HostName.TryNormalize(longest + "a", out _, out var error));
        Assert.Contains("253", error, StringComparison.Ordinal);
        Assert.False(HostName.TryNormalize(label + "a.com", out _, out error));
        Assert.Contains("63", error, StringComparison.Ordinal);
        Assert.False(HostName.TryNormalize(new string('a', 5000), out _, out _));

        Span<byte> destination = stackalloc byte[HostName.MaxLength];
        Assert.True(HostName.TryNormalize(Encoding.ASCII.GetBytes(longest), destination, out _));
        Assert.False(HostName.TryNormalize(Encoding.ASCII.GetBytes(longest + "a"), destination, out _));
        Assert.False(HostName.TryNormalize(Encoding.ASCII.GetBytes(label + "a.com"), destination, out _));
        Assert.False(HostName.TryNormalize("acme.com"u8, destination[..4], out _));
    }

    [Fact]
    public void TryNormalize_ArbitraryBytes_AgreesWithTheStringForm()
    {
        Prop.ForAll(RawBytes.Any().ToArbitrary(), bytes =>
        {
            Span<byte> destination = stackalloc byte[HostName.MaxLength];
            var accepted = HostName.TryNormalize(bytes, destination, out var written);
            var text = Encoding.UTF8.GetString(bytes);
            if (!text.Contains('\uFFFD', StringComparison.Ordinal) && bytes.Length < 512)
            {
                Assert.Equal(HostName.TryNormalize(text, out var expected, out _), accepted);
                Assert.Equal(expected ?? "", Encoding.UTF8.GetString(destination[..written]));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void TryNormalize_HostHeader_AllocatesNothing()
    {
        byte[][] hosts = [.. new[] { "www.Acme.com:8081", "127.0.0.1:8081", "MÜNCHEN.de" }.Select(Encoding.UTF8.GetBytes)];
        var destination = new byte[HostName.MaxLength];
        foreach (var host in hosts)
        {
            Assert.True(HostName.TryNormalize(host, destination, out _));
            Allocations.AssertNoneWhenWarm(() => HostName.TryNormalize(host, destination, out _));
        }
    }
}
