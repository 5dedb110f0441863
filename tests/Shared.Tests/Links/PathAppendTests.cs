using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class PathAppendTests
{
    [Theory]
    [InlineData("https://good.com", "/a/b", "https://good.com/a/b")]
    [InlineData("https://good.com", ".evil.com", "https://good.com/.evil.com")]
    [InlineData("https://good.com", "/.evil.com", "https://good.com/.evil.com")]
    [InlineData("https://good.com", "@evil.com", "https://good.com/@evil.com")]
    [InlineData("https://good.com", "//evil.com", "https://good.com//evil.com")]
    [InlineData("https://good.com", "\\evil.com", "https://good.com/%5Cevil.com")]
    [InlineData("https://good.com?q", "/a", "https://good.com/a?q")]
    [InlineData("https://good.com#f", "/a", "https://good.com/a#f")]
    [InlineData("https://good.com/", "/a", "https://good.com/a")]
    [InlineData("https://good.com/p", "/a/", "https://good.com/p/a/")]
    [InlineData("https://good.com/p/", "a", "https://good.com/p/a")]
    [InlineData("https://good.com/p?next=https://x/#f/g", "/a", "https://good.com/p/a?next=https://x/#f/g")]
    [InlineData("https://good.com/p?q", "", "https://good.com/p?q")]
    [InlineData("https://good.com/p?q", "/", "https://good.com/p?q")]
    [InlineData("https://good.com/p", "/../../x", "https://good.com/p/x")]
    [InlineData("https://good.com/p", "/%2e%2E/./a/.%2e/b", "https://good.com/p/a/b")]
    [InlineData("https://good.com/p", "/.../..a/%2e%2e%2e", "https://good.com/p/.../..a/%2e%2e%2e")]
    [InlineData("https://good.com/p", "/a?b#c", "https://good.com/p/a%3Fb%23c")]
    [InlineData("https://good.com/p", "/caf%C3%A9/é x\r\n", "https://good.com/p/caf%C3%A9/%C3%A9%20x%0D%0A")]
    public void TryAppend_Rest_StaysInThePath(string destination, string rest, string expected) =>
        Assert.Equal(expected, Append(destination, Encoding.UTF8.GetBytes(rest)));

    [Fact]
    public void TryAppend_ArbitraryBytes_KeepsHostQueryAndPathPrefix()
    {
        var cases = from rest in RawBytes.Any()
                    from destination in Gen.Elements("https://good.com", "https://good.com/p", "https://good.com:8443/p/?q=1#f", "https://good.com?q=1#f")
                    select (destination, rest);
        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            var location = Append(test.destination, test.rest);
            Assert.All(location, c => Assert.InRange(c, '!', '~'));
            var before = new Uri(test.destination);
            var after = new Uri(location);
            Assert.Equal(before.Authority, after.Authority);
            Assert.Equal(before.Query, after.Query);
            Assert.Equal(before.Fragment, after.Fragment);
            Assert.StartsWith(before.AbsolutePath, after.AbsolutePath, StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void TryAppend_ShortBuffer_ReturnsFalse()
    {
        var whole = Append("https://x/p?q#f", "/é/b"u8).Length;
        for (var length = 0; length < whole; length++)
        {
            Assert.False(PathAppend.TryAppend("https://x/p?q#f"u8, "/é/b"u8, new byte[length], out _));
        }
    }

    private static string Append(string destination, ReadOnlySpan<byte> rest)
    {
        var location = new byte[PathAppend.MaxLength(destination.Length, rest.Length)];
        Assert.True(PathAppend.TryAppend(Encoding.ASCII.GetBytes(destination), rest, location, out var written));
        return Encoding.ASCII.GetString(location, 0, written);
    }
}
