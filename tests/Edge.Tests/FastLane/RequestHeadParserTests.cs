using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Edge.FastLane;
using OneLink.Edge.Redirects;

namespace OneLink.Edge.Tests.FastLane;

public sealed class RequestHeadParserTests
{
    private const string Plain = "GET /spring-sale?x=1 HTTP/1.1\r\nHost: go.example:8081\r\nUser-Agent:  Firefox \r\nX-Other: 1\r\n\r\n";

    [Fact]
    public void Parse_PlainRequest_FindsItsParts()
    {
        scoped RequestHead head = default;
        Assert.Equal(HeadStatus.Complete, RequestHeadParser.Parse(Encoding.ASCII.GetBytes(Plain + "GET /next"), ref head));

        Assert.Equal(Plain.Length, head.Length);
        Assert.Equal(RequestMethod.Get, head.Request.Method);
        Assert.Equal("spring-sale"u8, head.Request.Path);
        Assert.Equal("x=1"u8, head.Request.Query);
        Assert.Equal("go.example:8081"u8, head.Request.Host);
        Assert.Equal("Firefox"u8, head.Request.UserAgent);
        Assert.False(head.Closes);
    }

    [Fact]
    public void Parse_EveryStartOfARequest_IsIncomplete()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(Plain);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(HeadStatus.Incomplete, Parse(bytes[..length]));
        }
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\nHost: a\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /a\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000")]
    public void Parse_AnythingElse_IsForKestrel(string request) => Assert.Equal(HeadStatus.HandOver, Parse(Encoding.Latin1.GetBytes(request)));

    [Theory]
    [InlineData("HTTP/1.1", "", false)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", true)]
    [InlineData("HTTP/1.0", "", true)]
    [InlineData("HTTP/1.0", "Connection: Keep-Alive\r\n", false)]
    public void Parse_ConnectionOptions_TellWhetherItEnds(string version, string field, bool closes)
    {
        scoped RequestHead head = default;
        Assert.Equal(HeadStatus.Complete, RequestHeadParser.Parse(Encoding.ASCII.GetBytes($"GET / {version}\r\nHost: a\r\n{field}\r\n"), ref head));
        Assert.Equal(closes, head.Closes);
    }

    [Fact]
    public void Parse_EndlessHead_IsForKestrel()
    {
        Assert.Equal(HeadStatus.HandOver, Parse(Encoding.ASCII.GetBytes("GET /" + new string('a', RequestHeadParser.MaxHeadBytes))));
        Assert.Equal(HeadStatus.HandOver, Parse(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: " + new string('a', RequestHeadParser.MaxHeadBytes))));
        Assert.Equal(HeadStatus.HandOver, Parse(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('a', RequestHeadParser.MaxHeadBytes) + "\r\n\r\n")));
    }

    [Fact]
    public void Parse_RequestsWithAnyBytesChanged_NeverLeavesTheInput()
    {
        Gen<byte[]> mutated =
            from request in RequestGenerator.Request
            from places in Gen.ListOf(Gen.Choose(0, Math.Max(0, request.Length - 1)))
            from value in Gen.Choose(0, 255)
            from cut in Gen.Choose(0, request.Length)
            select Mutate(request, places.Take(5), (byte)value)[..cut];

        Prop.ForAll(Arb.From(mutated), static bytes =>
        {
            scoped RequestHead head = default;
            HeadStatus status = RequestHeadParser.Parse(bytes, ref head);
            return status != HeadStatus.Complete || (head.Length <= bytes.Length && bytes.AsSpan(0, head.Length).EndsWith("\r\n\r\n"u8));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static HeadStatus Parse(byte[] bytes)
    {
        scoped RequestHead head = default;
        return RequestHeadParser.Parse(bytes, ref head);
    }

    private static byte[] Mutate(byte[] request, IEnumerable<int> places, byte value)
    {
        byte[] changed = [.. request];
        foreach (int place in places.Where(place => place < changed.Length))
        {
            changed[place] = value;
        }

        return changed;
    }
}
