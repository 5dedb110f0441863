using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class QueryMergeTests
{
    [Theory]
    [InlineData("https://x/?some=thing", "foo=bar", "https://x/?some=thing&foo=bar")]
    [InlineData("https://x/#frag", "a=1", "https://x/?a=1#frag")]
    [InlineData("https://x/?b=2#frag?a=0", "a=1", "https://x/?b=2&a=1#frag?a=0")]
    [InlineData("https://x", "a=1", "https://x?a=1")]
    [InlineData("https://x/?", "a=1", "https://x/?a=1")]
    [InlineData("https://x/?a=1&", "b=2", "https://x/?a=1&b=2")]
    [InlineData("https://x/?&a=1", "b=2", "https://x/?&a=1&b=2")]
    [InlineData("https://x/?a=1", "123=foo", "https://x/?a=1&123=foo")]
    [InlineData("https://x/", "foo.bar=1&a[]=1&a[]=2", "https://x/?foo.bar=1&a[]=1&a[]=2")]
    [InlineData("https://x/", "foo bar=123", "https://x/?foo%20bar=123")]
    [InlineData("https://x/", "foo+bar=a%20b", "https://x/?foo+bar=a%20b")]
    [InlineData("https://x/?else", "b", "https://x/?else&b")]
    [InlineData("https://x/?else=1", "else", "https://x/?else")]
    [InlineData("https://x/", "e=&f", "https://x/?e=&f")]
    [InlineData("https://x/", "a=b=c", "https://x/?a=b=c")]
    [InlineData("https://x/?a=1&b=2&c=3", "b=9", "https://x/?a=1&b=9&c=3")]
    [InlineData("https://x/?a=1&b=2&c=3", "b=9&a=8&d=7", "https://x/?a=8&b=9&c=3&d=7")]
    [InlineData("https://x/?a=1&b=2&a=3", "a=9", "https://x/?a=9&b=2")]
    [InlineData("https://x/?a=1&b=2&a=3", "a=9&c=1&a=8", "https://x/?a=9&a=8&b=2&c=1")]
    [InlineData("https://x/?b=1", "a=1&a=2", "https://x/?b=1&a=1&a=2")]
    [InlineData("https://x/?a[]=1", "a%5B%5D=2", "https://x/?a%5B%5D=2")]
    [InlineData("https://x/?A=1", "a=2", "https://x/?A=1&a=2")]
    [InlineData("https://x/?foo%20bar=1", "foo+bar=2", "https://x/?foo+bar=2")]
    [InlineData("https://x/?%=1", "%=2&%zz=3", "https://x/?%=2&%zz=3")]
    [InlineData("https://x/", "a&&b&", "https://x/?a&b")]
    [InlineData("https://x/?a&&b", "c", "https://x/?a&&b&c")]
    [InlineData("https://x/?&&", "=v", "https://x/?&&=v")]
    [InlineData("https://x/?a=1", "a=\u00e9", "https://x/?a=%C3%A9")]
    [InlineData("https://x/", "a=1#evil", "https://x/?a=1%23evil")]
    [InlineData("https://x/", "a=\r\nSet-Cookie:x", "https://x/?a=%0D%0ASet-Cookie:x")]
    [InlineData("https://x/", "a=\0\u007f\t", "https://x/?a=%00%7F%09")]
    [InlineData("https://x/", "next=https://y/?z", "https://x/?next=https://y/?z")]
    public void TryMerge_Query_FollowsTheContract(string destination, string query, string expected) =>
        Assert.Equal(expected, Merge(destination, query));

    [Theory]
    [InlineData("https://x/?skip=own&a=1#f", "qr=1&skip=1&notrack=1&notrack")]
    [InlineData("https://x", "qr=1")]
    [InlineData("https://x/?", "%71r=1")]
    [InlineData("https://x/?&", "&&")]
    [InlineData("https://x/?a=%zz&&b", "")]
    public void TryMerge_NothingToPassOn_KeepsTheDestinationByteForByte(string destination, string query) =>
        Assert.Equal(destination, Merge(destination, query));

    [Theory]
    [InlineData("qr=1&a=1&skip&b=2&notrack=", "https://x/?a=1&b=2")]
    [InlineData("QR=1&qrx=1&xqr=2", "https://x/?QR=1&qrx=1&xqr=2")]
    public void TryMerge_OwnParameters_AreStripped(string query, string expected) => Assert.Equal(expected, Merge("https://x/", query));

    [Fact]
    public void TryMerge_ShortBuffer_ReturnsFalse()
    {
        var destination = "https://x/?a=1#f"u8.ToArray();
        var query = "a=é&b=2"u8.ToArray();
        var whole = Merge("https://x/?a=1#f", "a=é&b=2").Length;
        for (var length = 0; length < whole; length++)
        {
            Assert.False(QueryMerge.TryMerge(destination, query, new byte[length], out _));
            Assert.False(length < destination.Length && QueryMerge.TryMerge(destination, [], new byte[length], out _));
        }

        Assert.True(QueryMerge.TryMerge(destination, query, new byte[whole], out var written));
        Assert.Equal(whole, written);
    }

    [Fact]
    public void TryMerge_AnyParameters_EqualsTheModel()
    {
        var name = Gen.Elements("a", "b", "c", "%61", "a[]", "a%5B%5D", "qr", "skip", "x y", "");
        var value = Gen.Elements("", "=", "=1", "=2", "=%20", "=é", "=#");
        var parameter = from n in name from v in value select n + v;
        var destinationParameter = from n in Gen.Elements("a", "b", "c", "%61", "a[]", "qr") from v in Gen.Elements("", "=", "=1", "=%20") select n + v;
        var cases = from stored in destinationParameter.ListOf()
                    from fragment in Gen.Elements("", "#f", "#?a=1&b")
                    from sent in parameter.ListOf()
                    select (stored, fragment, sent);
        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            var stored = test.stored.Count == 0 ? "" : "?" + string.Join('&', test.stored);
            var actual = Merge($"https://x/p{stored}{test.fragment}", string.Join('&', test.sent));
            Assert.Equal($"https://x/p{Model(test.stored, test.sent)}{test.fragment}", actual);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void TryMerge_ArbitraryBytes_GivesAHeaderAndKeepsTheHost()
    {
        var cases = from query in RawBytes.Any()
                    from destination in Gen.Elements("https://x", "https://x/?a=1&b#f", "https://x/p#f")
                    select (destination, query);
        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            var location = Merge(Encoding.ASCII.GetBytes(test.destination), test.query);
            Assert.All(location, b => Assert.InRange(b, (byte)0x21, (byte)0x7E));
            var text = Encoding.ASCII.GetString(location);
            var url = new Uri(text);
            Assert.Equal("x", url.Host);
            Assert.Equal(new Uri(test.destination).AbsolutePath, url.AbsolutePath);
            Assert.Equal(test.destination.Contains('#', StringComparison.Ordinal), text.EndsWith("#f", StringComparison.Ordinal));
            Assert.Equal(text.Count(c => c == '#'), test.destination.Count(c => c == '#'));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void TryMerge_ThousandsOfParametersOnBothSides_StaysCheap()
    {
        var destination = Encoding.ASCII.GetBytes("https://x/?" + string.Join('&', Enumerable.Range(0, 6000).Select(i => $"d{i}")));
        var query = Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 4000).Select(i => $"v{i}")));
        var clock = Stopwatch.StartNew();
        Merge(destination, query);

        // Milliseconds in truth; a comparison of names each with each takes seconds.
        Assert.True(clock.ElapsedMilliseconds < 1000, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void TryMerge_ManyParameters_AllocatesNothing()
    {
        var destination = "https://acme.com/sale?utm_source=a&utm_medium=b#top"u8.ToArray();
        byte[][] queries = ["utm_source=mail&gclid=é&qr=1"u8.ToArray(), Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 100)))];
        var location = new byte[4096];
        foreach (var query in queries)
        {
            Assert.True(QueryMerge.TryMerge(destination, query, location, out _));
            Allocations.AssertNoneWhenWarm(() => QueryMerge.TryMerge(destination, query, location, out _));
        }
    }

    // The contract again, in the plainest code.
    private static string Model(IEnumerable<string> stored, IEnumerable<string> sent)
    {
        var visitor = sent.SelectMany(text => text.Split('&')).Where(p => p.Length > 0 && Decode(p) is not ("qr" or "skip" or "notrack")).ToList();
        var result = new List<string>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in stored)
        {
            var values = visitor.Where(p => string.Equals(Decode(p), Decode(parameter), StringComparison.Ordinal)).ToList();
            if (values.Count == 0)
            {
                result.Add(parameter);
            }
            else if (placed.Add(Decode(parameter)))
            {
                result.AddRange(values.Select(Header));
            }
        }

        result.AddRange(visitor.Where(p => !placed.Contains(Decode(p))).Select(Header));
        return result.Count == 0 ? "" : "?" + string.Join('&', result);

        static string Decode(string parameter) => Uri.UnescapeDataString(parameter.Split('=')[0]);

        static string Header(string text) =>
            text.Replace("é", "%C3%A9", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
    }

    private static string Merge(string destination, string query) =>
        Encoding.ASCII.GetString(Merge(Encoding.ASCII.GetBytes(destination), Encoding.UTF8.GetBytes(query)));

    private static byte[] Merge(byte[] destination, byte[] query)
    {
        var location = new byte[QueryMerge.MaxLength(destination.Length, query.Length)];
        Assert.True(QueryMerge.TryMerge(destination, query, location, out var written));
        return location[..written];
    }
}
