using System.Text;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.BadInput;

/// <summary>Bodies that nobody should send: each gets the documented problem, and nothing changes, here or at the edge.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class RefusedBodyTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string Slug = "never-made";

    public static TheoryData<string> Malformed { get; } = new(
        "",
        " ",
        "{",
        """{"slug":"never-made","url":"https://example.com/" """,
        """{"slug":"never-made","url":"https://example.com/",}""",
        """{'slug':'never-made','url':'https://example.com/'}""",
        """{"slug":"never-made","url":"https://example.com/"} {}""",
        """{"slug":"never-made","url":"https://example.com/"/*comment*/}""",
        """[{"slug":"never-made","url":"https://example.com/"}""");

    /// <summary>JSON of an object without its <c>slug</c>, and the field that the problem must name.</summary>
    public static TheoryData<string, string> Invalid { get; } = new()
    {
        { "", "url" },
        { """ "url":null """, "url" },
        { """ "url":"" """, "url" },
        { """ "url":1 """, "url" },
        { """ "url":["https://example.com/"] """, "url" },
        { """ "url":{"href":"https://example.com/"} """, "url" },
        { """ "url":"example.com" """, "url" },
        { """ "url":"//example.com/" """, "url" },
        { """ "url":"/path" """, "url" },
        { """ "url":"ftp://example.com/" """, "url" },
        { """ "url":"javascript:alert(1)" """, "url" },
        { """ "url":"JaVaScRiPt:alert(1)//https://example.com/" """, "url" },
        { """ "url":" javascript:alert(1)" """, "url" },
        { """ "url":"java\tscript:alert(1)" """, "url" },
        { """ "url":"\u0001javascript:alert(1)" """, "url" },
        { """ "url":"data:text/html,<script>alert(1)</script>" """, "url" },
        { """ "url":"vbscript:msgbox(1)" """, "url" },
        { """ "url":"file:///etc/passwd" """, "url" },
        { """ "url":"https://example.com/\r\nSet-Cookie: a=b" """, "url" },
        { """ "url":"https://example.com/\n" """, "url" },
        { """ "url":"https://example.com/\u0000" """, "url" },
        { """ "url":"https://example.com/\ud800" """, "url" },
        { """ "url":"https://" """, "url" },
        { """ "url":"https://user:password@example.com/" """, "url" },
        { """ "url":"https://example.com/","slug2":"x" """, "slug2" },
        { """ "url":"https://example.com/","Url":"https://example.org/" """, "Url" },
        { """ "url":"https://example.com/","url":"https://example.org/" """, "url" },
        { """ "url":"https://example.com/","redirectStatus":303 """, "redirectStatus" },
        { """ "url":"https://example.com/","redirectStatus":"302" """, "redirectStatus" },
        { """ "url":"https://example.com/","redirectStatus":302.5 """, "redirectStatus" },
        { """ "url":"https://example.com/","forwardQuery":"yes" """, "forwardQuery" },
        { """ "url":"https://example.com/","enabled":0 """, "enabled" },
        { """ "url":"https://example.com/","expiresAt":"tomorrow" """, "expiresAt" },
        { """ "url":"https://example.com/","expiresAt":"2027-01-31T12:00:00" """, "expiresAt" },
        { """ "url":"https://example.com/","expiresAt":1798718400 """, "expiresAt" },
        { """ "url":"https://example.com/","tags":"one" """, "tags" },
        { """ "url":"https://example.com/","tags":[1] """, "tags[0]" },
        { """ "url":"https://example.com/","platforms":[] """, "platforms" },
        { """ "url":"https://example.com/","platforms":{"iphone":{}} """, "platforms.iphone" },
        { """ "url":"https://example.com/","platforms":{"ios":{"fallbackUrl":"javascript:alert(1)"}} """, "platforms.ios.fallbackUrl" },
        { """ "url":"https://example.com/","deepLinkPath":"javascript:alert(1)" """, "deepLinkPath" },
        { """ "url":"https://example.com/","deepLinkPath":"no scheme" """, "deepLinkPath" },
        { """ "url":"https://example.com/","expiredUrl":"data:,x" """, "expiredUrl" },
        { """ "url":"https://example.com/","utm":{"source":7} """, "utm.source" },
        { """ "url":"https://example.com/","domain":"not-mine.example" """, "domain" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public Task Create_MalformedJson_Is400AndNothingChanges(string body)
        => UnchangedAsync(async () => (await PostAsync(Encoding.UTF8.GetBytes(body))).ExpectProblem(400));

    [Fact]
    public Task Create_BadUtf8_Is400AndNothingChanges()
        => UnchangedAsync(async () => (await PostAsync([.. """{"slug":"never-made","url":"https://example.com/","title":" """u8, 0xC3, 0x28, .. "\"}"u8])).ExpectProblem(400));

    [Fact]
    public Task Create_TenThousandOpenBrackets_Is400AndNothingChanges()
        => UnchangedAsync(async () => (await PostAsync(Encoding.UTF8.GetBytes(new string('[', 10_000)))).ExpectProblem(400));

    [Theory]
    [MemberData(nameof(Invalid))]
    public Task Create_InvalidField_Is422NamingItAndNothingChanges(string members, string field)
        => UnchangedAsync(async () => (await PostAsync(members)).ExpectInvalid(field));

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("42")]
    [InlineData("null")]
    public Task Create_JsonThatIsNoObject_Is422AndNothingChanges(string body)
        => UnchangedAsync(async () => (await PostAsync(Encoding.UTF8.GetBytes(body))).ExpectProblem(422));

    [Fact]
    public Task Create_ManyErrors_AreAllNamedTogether()
        => UnchangedAsync(async () => (await PostAsync(""" "url":"javascript:1","redirectStatus":200,"platforms":{"ios":{"deepLinkPath":7}} """))
            .ExpectInvalid("url", "redirectStatus", "platforms.ios.deepLinkPath"));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public Task Create_OtherContentType_Is415AndNothingChanges(string? contentType)
        => UnchangedAsync(async () => (await PostAsync("""{"slug":"never-made","url":"https://example.com/"}"""u8.ToArray(), contentType)).ExpectProblem(415));

    [Fact]
    public Task Create_ElevenMegabytesInOneObject_Is413AndNothingChanges()
        => UnchangedAsync(async () => (await PostAsync($""" "url":"https://example.com/","notes":"{new string('n', 11_000_000)}" """)).ExpectProblem(413));

    [Fact]
    public Task Create_MoreThanTenThousandInOneArray_Is422AndNothingChanges()
        => UnchangedAsync(async () => (await Api.PostAsync("/links", Enumerable.Repeat(new { url = "https://example.com/" }, 10_001))).ExpectInvalid("links"));

    [Fact]
    public Task Create_AtomicArrayWithOneBadLink_StoresNone()
        => UnchangedAsync(async () =>
        {
            object[] links = [new { slug = Slug, url = "https://example.com/" }, new { url = "javascript:alert(1)" }];
            var answer = (await Api.PostAsync("/links", new { links, atomic = true })).Expect(422);
            Assert.Equal("application/problem+json", answer.MediaType);
        });

    [Fact]
    public async Task Create_ArrayWithBadLinks_MakesTheGoodOnesAndSaysOfEachOtherWhy()
    {
        object[] links =
        [
            new { slug = "good-among-bad", url = "https://example.com/" },
            new { slug = "bad-1", url = "javascript:alert(1)" },
            new { slug = "good-among-bad", url = "https://example.com/twice" },
            "no object",
        ];

        var answer = (await Api.PostAsync("/links", links)).Expect(200).Json;

        Assert.Equal((1, 3), (answer.GetProperty("created").GetInt32(), answer.GetProperty("failed").GetInt32()));
        Assert.Equal([201, 422, 409, 422], answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetInt32()));
        await Installation.UntilServedAsync("good-among-bad");
        (await Installation.VisitAsync("good-among-bad")).ExpectRedirect("https://example.com/");
    }

    [Theory]
    [InlineData("""{"url":"javascript:alert(1)"}""")]
    [InlineData("""{"url":null}""")]
    [InlineData("""{"title":"new","unknown":1}""")]
    [InlineData("""{"title":"new","slug":"stats"}""")]
    public async Task Change_InvalidField_Is422AndTheLinkStaysAsItWas(string patch)
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/kept", title = "kept" });
        var before = await Api.GetAsync(LinksApi.PathOf(link.Slug));

        (await Api.SendAsync(HttpMethod.Patch, LinksApi.PathOf(link.Slug), LinksApi.Body(Encoding.UTF8.GetBytes(patch), "application/json"))).ExpectProblem(422);

        var after = await Api.GetAsync(LinksApi.PathOf(link.Slug));
        Assert.Equal((before.Text, before.Headers.ETag), (after.Text, after.Headers.ETag));
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect("https://example.com/kept");
    }

    private Task<ApiAnswer> PostAsync(string members)
        => PostAsync(Encoding.UTF8.GetBytes($$"""{"slug":"{{Slug}}"{{(members.Length > 0 ? "," : "")}}{{members}}}"""));

    private Task<ApiAnswer> PostAsync(byte[] body, string? contentType = "application/json")
        => Api.SendAsync(HttpMethod.Post, "/links", LinksApi.Body(body, contentType));

    /// <summary>Neither the newest links nor the one that was asked for may differ afterwards.</summary>
    private async Task UnchangedAsync(Func<Task> act)
    {
        var before = await Api.GetAsync("/links?limit=10");
        await act();
        Assert.Equal(before.Text, (await Api.GetAsync("/links?limit=10")).Text);
        (await Api.GetAsync(LinksApi.PathOf(Slug))).ExpectProblem(404);
        Assert.Equal(404, (await Installation.VisitAsync(Slug)).Status);
    }
}
