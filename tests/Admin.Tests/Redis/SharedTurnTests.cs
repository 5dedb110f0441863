using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Idempotency;

namespace OneLink.Admin.Tests.Redis;

/// <summary>One request, by its <c>Idempotency-Key</c>, to two admins.</summary>
[Collection(TwoAdminsCollection.Name)]
public sealed class SharedTurnTests(TwoAdminsFixture fixture)
{
    private readonly TwoAdmins _admins = fixture.Admins;

    [Fact]
    public async Task Post_WhileAnotherAdminWorksOnIt_IsToldSo_AndThenAnsweredAlike()
    {
        var key = Guid.NewGuid().ToString();
        var json = $$"""{"url":"https://acme.com/","tags":["{{key}}"]}""";
        using var content = new BlockedContent(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/links", UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        var sending = _admins.One.Client.SendAsync(request);
        await content.Begun;

        // The other hears of it once the first has taken its turn.
        await using var redis = await _admins.Redis.ConnectAsync();
        await Until.TrueAsync(
            () => Task.FromResult(redis.GetServers().Single().Keys(pattern: $"onelink:turn:*:{key}").Any()), "the first admin has taken its turn");
        var meanwhile = await _admins.Two.Client.PostOnceAsync("/links", json, key);
        Assert.Equal((HttpStatusCode.Conflict, "idempotency-in-progress"), (meanwhile.Status, meanwhile.Problem));

        content.Release();
        var first = await Answer.OfAsync(await sending);
        var again = await _admins.Two.Client.PostOnceAsync("/links", json, key);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, true), (first.Status, again.Status, again.IsReplay));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Empty(redis.GetServers().Single().Keys(pattern: $"onelink:turn:*:{key}"));
    }

    [Fact]
    public async Task Post_ToBothAtOnce_IsDoneOnce()
    {
        var key = Guid.NewGuid().ToString();
        await DoneOnceAsync(_admins, key);
    }

    /// <summary>Whoever is not answered was told to ask again; nothing is there twice.</summary>
    internal static async Task DoneOnceAsync(TwoAdmins admins, string key)
    {
        var json = $$"""{"url":"https://acme.com/","tags":["{{key}}"]}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => Task.Run(() => (i % 2 == 0 ? admins.One : admins.Two).Client.PostOnceAsync("/links", json, key))));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        var done = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        Assert.Single(done, answer => !answer.IsReplay);
        Assert.Single(done.Select(answer => answer.Body!.ToJsonString()).Distinct(StringComparer.Ordinal));
        Assert.Single((await admins.Two.Client.GetJsonAsync("/links?tag=" + key)).Body!["data"]!.AsArray());
    }
}
