using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>Slugs as people choose them.</summary>
public abstract class SlugTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Case21_NoSlug_OneIsGeneratedOfTheLengthAskedFor()
    {
        Assert.Equal(7, (await Api.CreateAsync(new { url = "https://example.com/" })).Slug.Length);
        Assert.Equal(12, (await Api.CreateAsync(new { url = "https://example.com/", slugLength = 12 })).Slug.Length);
        Assert.Matches("^go-.{5}$", (await Api.CreateAsync(new { url = "https://example.com/", slugLength = 5, slugPrefix = "go-" })).Slug);
        (await Api.PostAsync("/links", new { url = "https://example.com/", slugLength = 3 })).ExpectInvalid("slugLength");
        (await Api.PostAsync("/links", new { url = "https://example.com/", slugLength = 65 })).ExpectInvalid("slugLength");
    }

    [Theory]
    [InlineData("my cool slug")]
    [InlineData("")]
    [InlineData("/leading")]
    [InlineData("trailing/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("line\nbreak")]
    [InlineData("quote\"")]
    [InlineData("percent%41")]
    [InlineData("question?")]
    [InlineData("hash#")]
    [InlineData("preview+")]
    [InlineData("_internal")]
    [InlineData("Robots.TXT")]
    [InlineData(".well-known/x")]
    [InlineData("lnk_123")]
    [InlineData("summer/stats")]
    [InlineData("zero\u200Bwidth")]
    [InlineData("override\u202Etxt")]
    public async Task Case22And24_SlugThatCannotBe_IsRefusedAndNeverTurnedIntoAnother(string slug)
        => (await Api.PostAsync("/links", new { slug, url = "https://example.com/" })).ExpectInvalid("slug");

    [Fact]
    public async Task Case22_SlugOf191Characters_IsRefused()
        => (await Api.PostAsync("/links", new { slug = new string('s', 191), url = "https://example.com/" })).ExpectInvalid("slug");

    [Theory]
    [InlineData("🦣🦣")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("שלום-עולם")]
    [InlineData("한국어")]
    [InlineData("café/crème")]
    [InlineData("ångström")]
    [InlineData("Ⅷ-٣-²")]
    public async Task Case26And27_SlugInAnyScript_IsServedComposedAndDecomposedAndFoundInTheApi(string slug)
    {
        var link = await Installation.PublishAsync(new { slug, url = "https://example.com/script" });

        (await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)))).ExpectRedirect(link.Url);
        (await Installation.VisitAsync(new Visit(Slugs.DecomposedPathOf(slug)))).ExpectRedirect(link.Url);
        Assert.Equal(link.Id, (await Api.GetAsync(LinksApi.PathOf(slug))).Expect(200).Json.GetProperty("id").GetString());

        await Eventually.EqualAsync(2, () => Api.ClicksAsync(slug), Eventually.Patience);
    }

    [Fact]
    public async Task Case27_SlugSentDecomposed_IsTheComposedOne()
    {
        var made = await Api.CreateAsync(new { slug = "e\u0301te\u0301", url = "https://example.com/" });

        Assert.Equal("\u00E9t\u00E9", made.Slug);
        (await Api.PostAsync("/links", new { slug = "\u00E9t\u00E9", url = "https://example.com/" })).ExpectProblem(409);
    }

    [Fact]
    public async Task Case29_SameSlugOnTwoDomains_IsTwoLinks()
    {
        var host = $"d{Guid.NewGuid():N}.example";
        (await Api.PostAsync("/domains", new { host })).Expect(201);
        var slug = $"same-{Guid.NewGuid():N}";
        var here = await Installation.PublishAsync(new { slug, url = "https://example.com/here" });
        var there = await Installation.PublishAsync(new { domain = host, slug, url = "https://example.com/there" });

        Assert.NotEqual(here.Id, there.Id);
        (await Installation.VisitAsync(slug)).ExpectRedirect(here.Url);
        (await Installation.VisitAsync(new Visit("/" + slug) { Host = host })).ExpectRedirect(there.Url);
    }

    [Fact]
    public async Task Case31And32_LetterCase_CountsByDefaultAndNotOnADomainThatSaysSo()
    {
        var host = $"d{Guid.NewGuid():N}.example";
        (await Api.PostAsync("/domains", new { host, caseSensitive = false })).Expect(201);
        var folded = await Installation.PublishAsync(new { domain = host, slug = "GitHub-Ä", url = "https://example.com/folded" });
        var strict = await Installation.PublishAsync(new { slug = "cAsE", url = "https://example.com/strict" });

        (await Installation.VisitAsync(new Visit(Slugs.PathOf("github-ä")) { Host = host })).ExpectRedirect(folded.Url);
        (await Api.PostAsync("/links", new { domain = host, slug = "GITHUB-ä", url = "https://example.com/" })).ExpectProblem(409);
        (await Installation.VisitAsync("cAsE")).ExpectRedirect(strict.Url);
        Assert.Equal(404, (await Installation.VisitAsync("case")).Status);
    }

    [Fact]
    public async Task TakenSlug_Is409NamingSlugAndDomain()
    {
        await Api.CreateAsync(new { slug = "taken", url = "https://example.com/" });

        var problem = (await Api.PostAsync("/links", new { slug = "taken", url = "https://example.com/other" })).ExpectProblem(409).Json;

        Assert.EndsWith("/slug-taken", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("taken", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(Installation.Domain, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : SlugTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : SlugTests(installation, output);
}
