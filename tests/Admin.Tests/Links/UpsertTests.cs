using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

/// <summary><c>POST /links</c> that finds what is there: <c>upsert</c> and <c>findIfExists</c>, one link and many alike.</summary>
public sealed class UpsertTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Upsert = "/links?upsert=true";
    private const string FindIfExists = "/links?findIfExists=true";

    private HttpClient Client => fixture.Server.Client;

    [Fact]
    public async Task Case89_UpsertOfTheSameUrlAndDomain_UpdatesTheLink()
    {
        var url = NewUrl();
        var first = await Client.PostAsync(Upsert, $$"""{"url":"{{url}}","title":"one","tags":["kept"]}""");
        var second = await Client.PostAsync(Upsert, $$"""{"url":"{{url}}","title":"two"}""");
        var other = await Client.PostAsync(Upsert, $$"""{"url":"{{url}}?other"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (first.Status, second.Status, other.Status));
        Assert.Equal((first.Text("id"), first.Text("slug"), "two"), (second.Text("id"), second.Text("slug"), second.Text("title")));
        Assert.Equal("""["kept"]""", second.Body!["tags"]!.ToJsonString());
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [Fact]
    public async Task Upsert_ByExternalId_ChangesTheUrl()
    {
        var id = Guid.NewGuid().ToString();
        var first = await Client.PostAsync(Upsert, $$"""{"url":"{{NewUrl()}}","externalId":"{{id}}"}""");
        var second = await Client.PostAsync(Upsert, $$"""{"url":"https://acme.com/moved","externalId":"{{id}}"}""");

        Assert.Equal((HttpStatusCode.OK, first.Text("id"), "https://acme.com/moved"), (second.Status, second.Text("id"), second.Text("url")));

        // An id that nobody has is a new link, also where another link leads to the same place.
        var third = await Client.PostAsync(Upsert, $$"""{"url":"https://acme.com/moved","externalId":"{{id}}-2"}""");
        Assert.Equal(HttpStatusCode.Created, third.Status);
    }

    [Fact]
    public async Task Upsert_OnAnotherDomain_IsAnotherLink()
    {
        await Client.PostAsync("/domains", """{"host":"upsert.example"}""");
        var url = NewUrl();
        var first = await Client.PostAsync(Upsert, $$"""{"url":"{{url}}"}""");
        var second = await Client.PostAsync(Upsert, $$"""{"url":"{{url}}","domain":"upsert.example"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, second.Status));
    }

    [Fact]
    public async Task Upsert_AfterTheUrlChanged_FindsTheLinkByTheNewOne()
    {
        var (old, now) = (NewUrl(), NewUrl());
        var link = await Client.PostAsync("/links", $$"""{"url":"{{old}}"}""");
        await Client.PatchAsync("/links/" + link.Text("id"), $$"""{"url":"{{now}}"}""");

        Assert.Equal(link.Text("id"), (await Client.PostAsync(Upsert, $$"""{"url":"{{now}}"}""")).Text("id"));
        Assert.Equal(HttpStatusCode.Created, (await Client.PostAsync(Upsert, $$"""{"url":"{{old}}"}""")).Status);
    }

    [Fact]
    public async Task Upsert_OfWhatIsSoAlready_LeavesTheETag()
    {
        var url = NewUrl();
        var first = await Client.PostAsync(Upsert, $$"""{"url":"{{url}}","title":"same"}""");

        Assert.Equal(first.ETag, (await Client.PostAsync(Upsert, $$"""{"url":"{{url}}","title":"same"}""")).ETag);
    }

    [Fact]
    public async Task Upsert_OfAnotherState_Is412()
    {
        var url = NewUrl();
        await Client.PostAsync(Upsert, $$"""{"url":"{{url}}"}""");

        var answer = await Client.SendJsonAsync(HttpMethod.Post, Upsert, $$"""{"url":"{{url}}","title":"x"}""", ifMatch: "\"old\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Upsert_WithAPassword_SetsIt()
    {
        var url = NewUrl();
        await Client.PostAsync(Upsert, $$"""{"url":"{{url}}"}""");

        Assert.True((await Client.PostAsync(Upsert, $$"""{"url":"{{url}}","password":"open sesame"}""")).Body!["hasPassword"]!.GetValue<bool>());
    }

    [Fact]
    public async Task UpsertBulk_ReportsWhatWasThereAndWhatIsNew()
    {
        var (known, unknown) = (NewUrl(), NewUrl());
        var link = await Client.PostAsync("/links", $$"""{"url":"{{known}}"}""");

        var answer = (await Client.PostAsync(Upsert, $$"""[{"url":"{{known}}","title":"t"},{"url":"{{unknown}}"},{"url":"{{unknown}}"},{"url":"nonsense"}]""")).Body!;

        Assert.Equal((1, 2, 1), (answer["created"]!.GetValue<int>(), answer["existing"]!.GetValue<int>(), answer["failed"]!.GetValue<int>()));
        Assert.Equal([200, 201, 200, 422], answer["results"]!.AsArray().Select(result => result!["status"]!.GetValue<int>()));
        Assert.Equal(link.Text("id"), answer["results"]![0]!["link"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Upsert_ManyAtOnce_MakesOneLink()
    {
        var url = NewUrl();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Client.PostAsync(Upsert, $$"""{"url":"{{url}}","title":"{{i}}"}""")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(49, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
    }

    [Fact]
    public async Task Create_OneSlugManyAtOnce_MakesOneLink()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Client.PostAsync("/links", $$"""{"url":"https://acme.com/{{i}}","slug":"raced"}""")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(49, answers.Count(answer => (answer.Status, answer.Problem) == (HttpStatusCode.Conflict, "slug-taken")));
        Assert.All(
            answers.Where(answer => answer.Status == HttpStatusCode.Conflict),
            answer => Assert.Matches("127.0.0.1.*raced", answer.Text("detail")));
    }

    [Fact]
    public async Task Case89_FindIfExists_SameUrlTagsSlugAndLimits_IsTheSameLink()
    {
        var url = NewUrl();
        var slug = "f" + Guid.NewGuid().ToString("N");
        var body = $$"""{"url":"{{url}}","slug":"{{slug}}","tags":["a","b"],"maxClicks":5,"expiresAt":"2100-01-01T00:00:00Z"}""";
        var first = await Client.PostAsync(FindIfExists, body);
        var second = await Client.PostAsync(FindIfExists, body);
        var fewerWords = await Client.PostAsync(FindIfExists, $$"""{"url":"{{url}}","tags":["b","a"]}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status, fewerWords.Status));
        Assert.Equal((first.Text("id"), first.Text("id"), first.ETag), (second.Text("id"), fewerWords.Text("id"), second.ETag));
    }

    [Theory]
    [InlineData(""","tags":["a"]""")]
    [InlineData(""","maxClicks":6""")]
    [InlineData(""","expiresAt":"2101-01-01T00:00:00Z" """)]
    [InlineData(""","slug":"quite-another" """)]
    public async Task Case89_FindIfExists_SomethingDifferent_IsANewLink(string other)
    {
        var url = NewUrl();
        await Client.PostAsync(FindIfExists, $$"""{"url":"{{url}}","tags":["a","b"],"maxClicks":5,"expiresAt":"2100-01-01T00:00:00Z"}""");

        Assert.Equal(HttpStatusCode.Created, (await Client.PostAsync(FindIfExists, $$"""{"url":"{{url}}"{{other}}}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await Client.PostAsync(FindIfExists, $$"""{"url":"{{url}}?different"}""")).Status);
    }

    [Theory]
    [InlineData("upsert=yes", "upsert")]
    [InlineData("upsert=true&findIfExists=true", "findIfExists")]
    public async Task Create_BadOption_Is422(string query, string path)
        => Assert.Equal([path], (await Client.PostAsync("/links?" + query, """{"url":"https://acme.com/"}""")).ErrorPaths());

    [Fact]
    public async Task BulkUpdate_WithIfMatch_ChangesOnlyTheStateThatWasMeant()
    {
        var first = await Client.PostAsync("/links", """{"url":"https://acme.com/"}""");
        var second = await Client.PostAsync("/links", """{"url":"https://acme.com/"}""");
        await Client.PatchAsync("/links/" + second.Text("id"), """{"title":"changed since"}""");

        var answer = (await Client.SendJsonAsync(
            HttpMethod.Post,
            "/links/bulk-update",
            $$$"""{"ids":["{{{first.Text("id")}}}","{{{second.Text("id")}}}"],"set":{"enabled":false}}""",
            ifMatch: $"{first.ETag}, {second.ETag}")).Body!;

        Assert.Equal([200, 412], answer["results"]!.AsArray().Select(result => result!["status"]!.GetValue<int>()));
    }

    private static string NewUrl() => $"https://acme.com/{Guid.NewGuid():N}";
}
