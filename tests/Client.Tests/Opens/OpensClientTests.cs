using OneLink.Client.Links;
using OneLink.Client.Opens;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Opens;

[Collection(AdminApiGroup.Name)]
public sealed class OpensClientTests(AdminApi api)
{
    [Fact]
    public async Task Open_ShortLink_LeadsIntoTheAppWithoutCredentials()
    {
        var link = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/24", Slug = "opened", DeepLinkPath = "acme://sale/24" });
        using var app = api.ClientWith(key: null, secret: null);

        var opening = await app.Opens.OpenAsync(new OpenInput { DeepLink = link.ShortUrl, Platform = "ios" });

        Assert.Equal(("exact", "acme://sale/24", link.Id), (opening.Matched, opening.DeepLinkPath, opening.Link!.Id));
        await Assert.ThrowsAsync<UnauthorizedException>(() => app.Links.GetAsync("opened"));
    }

    [Fact]
    public async Task Open_NoLinkOrNothing_IsRefused()
    {
        var link = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/" });

        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Opens.OpenAsync(new OpenInput { DeepLink = link.ShortUrl + "-never" }));
        await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Opens.OpenAsync(new OpenInput()));
    }

    [Fact]
    public async Task Open_BrokenConnection_IsNotSentAgain()
    {
        await using var answers = await LoopbackApi.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var client = answers.Client();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Opens.OpenAsync(new OpenInput { Domain = "go.acme.com" }));

        var call = Assert.Single(answers.Calls);
        Assert.False(call.Headers.ContainsKey("Authorization"));
        Assert.False(call.Headers.ContainsKey("Idempotency-Key"));
    }
}
